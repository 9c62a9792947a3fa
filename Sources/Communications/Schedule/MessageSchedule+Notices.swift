public import FlagModel

/// Notices before a start go by the start that they announce: what became of one says nothing of a notice of another start.
extension MessageSchedule {
    /// What is told of the start on each channel: the notice, and that the start has moved where it was told before.
    func beforeStart(_ message: PlanMessage) -> [Occurrence] {
        let start = plan.schedule.start
        var open: [ChannelKey] = []
        var told: [Occurrence] = []
        for channel in message.channels {
            // Each channel is told of what changed since it was told last.
            guard let known = notice(of: message, on: channel) else {
                open.append(channel)
                continue
            }
            let isCurrent = known.start == start || !isBeforeStart
            if !isCurrent { told.append(change(of: message, on: channel, since: known)) }
            if isCurrent, known.slot.message == message.key { told.append(Occurrence(message, of: known)) }
            // Who was told that it has moved is told again at the notice's own moment, where that is still to come.
            let since = isCurrent ? known.at : now
            if isBeforeStart, let start, !isCurrent || known.slot.isChange, due(message, start) > since {
                open.append(channel)
            }
        }
        guard let start, !open.isEmpty, isBeforeStart || status?.decisions.isEmpty == false else { return told }
        // Where the run began, what never went out is told as such.
        let run = isBeforeStart ? nil : status?.run
        return told + [
            Occurrence(
                message, "start/\(start.compact)", on: open, run: run, due: due(message, start), start: start)
        ]
    }

    /// The notice that a start has moved, as long as it takes to arrive.
    private func change(of message: PlanMessage, on channel: ChannelKey, since known: Delivery) -> Occurrence {
        let start = plan.schedule.start
        var occurrence = Occurrence(
            message, "change/\(start?.compact ?? "none")/\(known.at.compact)", on: [channel], run: nil, due: now,
            start: start, formerStart: known.start)
        occurrence.due = records[occurrence.slot(on: channel)]?.due ?? now
        return occurrence
    }

    /// What is known of the newest notice on a channel: before a start the newest that went out, or may have, and whose
    /// start has not come about; afterwards what became of those of the run, or of the same start.
    private func notice(of message: PlanMessage, on channel: ChannelKey) -> Delivery? {
        let own = records.notices(of: message, on: channel)
        guard let status else { return own.last(where: \.mayHaveArrived) }
        guard isBeforeStart else {
            let known = own.filter { $0.slot.run == status.run || $0.start == plan.schedule.start }
            return known.last(where: \.mayHaveArrived) ?? known.last { $0.slot.run == status.run }
        }
        return own.last { delivery in
            delivery.mayHaveArrived
                && (delivery.at > status.since || delivery.start.map { $0 > status.since } ?? false)
        }
    }

    /// The same people are told once on a channel that a start has moved, however many notices they had of it.
    static func withoutRepeatedChanges(_ occurrences: [Occurrence]) -> [Occurrence] {
        var kept: [Occurrence] = []
        for occurrence in occurrences {
            let isTold = kept.contains { earlier in
                earlier.formerStart != nil && earlier.channels == occurrence.channels
                    && earlier.message.audience.isSuperset(of: occurrence.message.audience)
            }
            if occurrence.formerStart == nil || !isTold { kept.append(occurrence) }
        }
        return kept
    }
}

extension Occurrence {
    /// The one that a notice's delivery was.
    fileprivate init(_ message: PlanMessage, of known: Delivery) {
        self.init(
            message, known.slot.occurrence, on: [known.slot.channel], run: known.slot.run, due: known.due,
            start: known.start)
    }
}

extension Delivery {
    /// Whether the receiver has it, or may have it.
    fileprivate var mayHaveArrived: Bool { [.sent, .unknown, .claimed].contains(state) }

    /// Whether it told the people of a message of its start: the message itself, or another's word that the start moved.
    func isNotice(of message: PlanMessage) -> Bool {
        slot.message == message.key || slot.isChange && audience.isSuperset(of: message.audience)
    }
}

extension Delivery.Slot {
    /// Whether it is a notice before a start, or of its change: it goes by that start, and not by a run.
    public var isNotice: Bool { occurrence.hasPrefix("start/") || isChange }

    /// Whether it is the notice that a start has moved.
    var isChange: Bool { occurrence.hasPrefix("change/") }
}

extension [GroupKey] {
    /// Whether everybody of another audience is in this one; an audience of nobody is the channel's own.
    fileprivate func isSuperset(of other: [GroupKey]) -> Bool {
        Set(self).isSuperset(of: other) && isEmpty == other.isEmpty
    }
}
