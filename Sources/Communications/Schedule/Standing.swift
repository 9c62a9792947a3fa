public import FlagModel

/// What is to be done about an occurrence on a channel.
public enum Standing: Sendable, Hashable {
    /// Its time has not come.
    case upcoming
    /// It is to go out now; how often that was tried before.
    case due(attempts: Int)
    /// It did not arrive and is tried again at a moment.
    case retrying(at: Timestamp, why: String)
    /// Its time has come and its condition does not hold.
    case conditional
    /// Nothing says whether it is to go out: a person does.
    case byHand(why: String)
    /// Somebody is sending it, until a moment at most.
    case claimed(until: Timestamp)
    /// Nobody knows whether it arrived.
    case unknown(why: String)
    /// It is not sent any more, which the log does not say yet.
    case lapsed(Delivery.State, why: String)
    /// The log has settled it.
    case settled(Delivery)
}

extension Standing {
    /// Whether it would still go out.
    public var isOpen: Bool {
        switch self {
        case .upcoming, .due, .retrying, .conditional, .lapsed: true
        case .byHand, .claimed, .unknown, .settled: false
        }
    }
}

/// An occurrence on one of its channels, and what is to be done about it.
public struct ScheduledDelivery: Sendable, Hashable {
    /// The occurrence.
    public var occurrence: Occurrence
    /// The channel.
    public var channel: ChannelKey
    /// What is to be done.
    public var standing: Standing
    /// What the log says of it.
    public var record: Delivery?

    /// The delivery.
    public var slot: Delivery.Slot { occurrence.slot(on: channel) }

    /// The record that it is not sent any more.
    ///
    /// - Parameters:
    ///   - state: skipped or superseded.
    ///   - by: who found that; `watch`, or `Name <email>`.
    public func lapsed(_ state: Delivery.State, why: String, at now: Timestamp, by: String) -> Delivery {
        var record =
            record
            ?? Delivery(
                slot: slot, due: occurrence.due, start: occurrence.start, state: state, at: now, by: by,
                audience: occurrence.message.audience)
        record.state = state
        record.at = now
        record.by = by
        record.until = nil
        record.why = why
        return record
    }
}

extension MessageSchedule {
    /// The occurrences on each of their channels, and what the log has open besides.
    func scheduled() -> [ScheduledDelivery] {
        let scheduled = occurrences.flatMap { occurrence in
            occurrence.channels.map { channel in
                let record = records[occurrence.slot(on: channel)]
                return ScheduledDelivery(
                    occurrence: occurrence, channel: channel, standing: standing(of: occurrence, record),
                    record: record)
            }
        }
        return scheduled + leftOver(but: Set(scheduled.map(\.slot)))
    }

    private func standing(of occurrence: Occurrence, _ record: Delivery?) -> Standing {
        if let record {
            switch record.state(at: now) {
            case .sent, .skipped, .superseded: return .settled(record)
            case .claimed, .unknown: return underWay(record)
            case .failed: break
            }
        }
        if occurrence.name == Occurrence.takenBack, record == nil {
            return .byHand(why: "flags were taken down after the run was over: send it if that is a rollback")
        }
        if let why = superseded(occurrence) { return .lapsed(.superseded, why: why) }
        if occurrence.message.isNotice, !isBeforeStart {
            return .lapsed(.skipped, why: "the run started before it went out")
        }
        if occurrence.message.isNotice, let start = occurrence.start, now >= start {
            return .lapsed(.skipped, why: "the start that it announces had come")
        }
        // What only a planned start lets expect goes by the start itself, when it has come.
        if occurrence.run == nil, occurrence.message.moment.offset >= 0 { return .upcoming }
        if now < occurrence.due { return .upcoming }
        let deadline = (record?.due ?? occurrence.due).later(by: occurrence.message.lateness)
        if now > deadline {
            return .lapsed(.skipped, why: tooLate(occurrence, record, since: deadline))
        }
        if let condition = occurrence.message.condition, !holds(condition) { return .conditional }
        guard let record else { return .due(attempts: 0) }
        let next = record.until ?? record.at.later(by: Self.pause(after: record.attempts))
        return next <= now
            ? .due(attempts: record.attempts) : .retrying(at: next, why: record.why ?? "it did not arrive")
    }

    /// What a record says that somebody claimed and nobody settled.
    private func underWay(_ record: Delivery) -> Standing {
        record.state(at: now) == .claimed
            ? .claimed(until: record.until ?? now)
            : .unknown(why: record.why ?? "whoever sent it did not say what came of it")
    }

    private func tooLate(_ occurrence: Occurrence, _ record: Delivery?, since deadline: Timestamp) -> String {
        if let record {
            return "tried \(record.attempts) times until \(deadline): \(record.why ?? "it did not arrive")"
        }
        if let condition = occurrence.message.condition, !holds(condition) {
            return "its condition did not hold until \(deadline)"
        }
        return "it did not go out until \(deadline), when it was too late"
    }

    /// Seconds until a delivery that did not arrive is tried again: half a minute, then twice as long each time, up to a
    /// quarter of an hour.
    static func pause(after attempts: Int) -> Int { min(900, 30 << min(5, max(0, attempts - 1))) }

    /// Why an occurrence lost its reason.
    private func superseded(_ occurrence: Occurrence) -> String? {
        guard let status, occurrence.run == status.run, occurrence.message.moment.event.isSuccess else { return nil }
        if occurrence.message.isNotice { return nil }
        if [.rollingBack, .rolledBack].contains(status.state) {
            let at = status.decisions.last { $0.kind == .rollback }?.at ?? status.since
            return "the run was rolled back at \(at)"
        }
        if status.state == .stopped, !status.decisions.contains(where: { $0.kind == .step }) {
            return "the run was stopped before its first step"
        }
        return isTakenBack ? "the flags were taken down since" : nil
    }

    private func holds(_ condition: TaskCheck) -> Bool {
        switch condition {
        case .phase(let phase): status?.passed.contains(phase) ?? false
        case .flag, .message: checks.contains(condition)
        }
    }

    /// What the log has open and the plan has no occurrence for any more: a message that came again, or was taken away.
    private func leftOver(but known: Set<Delivery.Slot>) -> [ScheduledDelivery] {
        log.deliveries.filter { !$0.state.isFinal && !known.contains($0.slot) }.map { record in
            let message =
                plan.message(record.slot.message)
                ?? PlanMessage(key: record.slot.message, moment: MessageMoment(.start), channels: [record.slot.channel])
            let occurrence = Occurrence(
                message, record.slot.occurrence, run: record.slot.run, due: record.due, start: record.start)
            let isUnderWay = [.claimed, .unknown].contains(record.state(at: now))
            let standing = isUnderWay ? underWay(record) : .lapsed(.skipped, why: gone(record))
            return ScheduledDelivery(
                occurrence: occurrence, channel: record.slot.channel, standing: standing, record: record)
        }
    }

    /// Why what did not arrive is not tried again, though nothing settled it.
    private func gone(_ record: Delivery) -> String {
        let slot = record.slot
        let reason: String
        if let message = plan.message(slot.message) {
            let isAnotherRun = slot.run != nil && slot.run != status?.run
            reason =
                !message.channels.contains(slot.channel)
                ? "the plan does not send it on this channel any more"
                : isAnotherRun ? "its run is over" : "what it told of is not so any more"
        } else {
            reason = "the plan does not have it any more"
        }
        return record.why.map { "\(reason); the last attempt: \($0)" } ?? reason
    }
}
