import Communications
import FlagModel
import FlagRepository
import Git

/// Says what became of a delivery that nobody knows about.
public struct ResolveDelivery: Sendable {
    /// What a person found out or wants.
    public enum Verdict: String, Sendable, CaseIterable {
        /// It arrived.
        case sent
        /// It did not arrive and goes out again.
        case again
        /// It is not sent any more.
        case skip
    }

    /// The plan.
    public var plan: String
    /// Where.
    public var environment: String
    /// The message.
    public var message: String
    /// The channel; all that nobody knows about where nothing is given.
    public var channel: String?
    /// What the person says.
    public var verdict: Verdict

    /// Names the delivery and the verdict.
    public init(_ message: String, of plan: String, in environment: String, channel: String?, _ verdict: Verdict) {
        self.message = message
        self.plan = plan
        self.environment = environment
        self.channel = channel
        self.verdict = verdict
    }

    /// Commits the verdict.
    ///
    /// - Throws: a failure that ``Failure/init(_:)`` describes.
    public func run(_ session: Session, _ options: EditOptions) async throws -> EditReport {
        let editing = try Editing(session: session, options: options)
        let author = try editing.repository.git.author(now: session.moment)
        return try await editing.run { draft in
            let place = try draft.base.environmentKey(environment)
            let key = try draft.base.planKey(plan, in: place)
            let messages = try PlanMessages.require(key, in: place, draft.base, now: session.now)
            let chosen = try self.chosen(messages, session.now)
            var log = messages.schedule.log
            for record in chosen {
                if verdict == .again, record.state.isFinal {
                    log.deliveries.removeAll { $0.slot == record.slot }
                } else {
                    log.put(settled(record, by: author.text, at: session.now, options.reason))
                }
            }
            if verdict == .again { try refuseWhatStays(chosen, messages.schedule.with(log)) }
            try draft.put(log, in: place)
            let words = chosen.map { "\($0.slot.message) by \($0.slot.channel)" }.joined(separator: ", ")
            return Editing.Intent(
                subject: "Message \(key): \(words): \(verdict.words)",
                operation: DeliveryCommit.Operation.resolve.trailer, environment: place)
        }
    }

    /// The deliveries that nobody knows about; of a channel that is named also one that is tried again and again; where
    /// there is none, what the verdict can be said of besides.
    private func chosen(_ messages: PlanMessages, _ now: Timestamp) throws -> [Delivery] {
        let own = messages.schedule.log.deliveries.filter { $0.slot.message.text == message }
        let open = own.filter { [.unknown, .failed].contains($0.state(at: now)) }
        let chosen = open.filter { delivery in
            channel.map { $0 == delivery.slot.channel.text } ?? (delivery.state(at: now) == .unknown)
        }
        guard chosen.isEmpty else { return chosen }
        let others = open.isEmpty ? besides(messages, now) : []
        guard others.isEmpty else { return others }
        if own.isEmpty { _ = try messages.message(message) }
        let due = "flagctl comms due \(messages.plan.key) --env \(messages.environment) --all"
        if let claimed = own.first(where: { $0.state(at: now) == .claimed }), let until = claimed.until {
            throw Failure(
                "being-sent", "somebody is sending '\(message)', until \(until) at most", hint: "see: \(due)",
                status: .conflict)
        }
        let ways = open.map { "--channel \($0.slot.channel)" }.joined(separator: ", ")
        throw Failure(
            "nothing-open",
            channel.map { "there is nothing to resolve about '\(message)' by \($0)" }
                ?? "nothing about '\(message)' is unknown",
            hint: ways.isEmpty ? "see: \(due)" : "it is tried again by itself; to say otherwise: \(ways)")
    }

    /// What a person can say of a message that nobody asks about: that it was told in another way, that it is not wanted
    /// before its time has come, or that it is to go out after all.
    private func besides(_ messages: PlanMessages, _ now: Timestamp) -> [Delivery] {
        let scheduled = messages.schedule.deliveries.filter { delivery in
            delivery.slot.message.text == message && (channel.map { $0 == delivery.channel.text } ?? true)
        }
        let givenUp = scheduled.compactMap { delivery -> Delivery? in
            switch delivery.standing {
            case .lapsed(let state, let why): delivery.lapsed(state, why: why, at: now, by: "")
            case .settled(let record) where record.state != .sent: record
            default: nil
            }
        }
        switch verdict {
        case .again: return givenUp.filter { messages.schedule.log[$0.slot] != nil }
        case .sent where !givenUp.isEmpty: return givenUp
        case .sent, .skip:
            let ahead = scheduled.filter(\.standing.isAhead)
            return ahead.filter { $0.occurrence.name == ahead.first?.occurrence.name }
                .map { $0.lapsed(.skipped, why: "by hand", at: now, by: "") }
        }
    }

    /// Nothing is said to go out again that would not.
    private func refuseWhatStays(_ chosen: [Delivery], _ schedule: MessageSchedule) throws {
        for delivery in schedule.deliveries where chosen.contains(where: { $0.slot == delivery.slot }) {
            guard case .lapsed(_, let why) = delivery.standing else { continue }
            throw Failure(
                "too-late", "'\(message)' does not go out again: \(why)",
                hint: "say what became of it: --sent or --skip")
        }
    }

    private func settled(_ record: Delivery, by author: String, at now: Timestamp, _ note: String?) -> Delivery {
        var record = record
        record.at = now
        record.by = author
        record.until = nil
        record.why =
            note.flatMap { $0.allSatisfy(\.isWhitespace) ? nil : String($0.prefix(Delivery.textLimit)) } ?? record.why
        switch verdict {
        case .sent: record.state = .sent
        case .skip: record.state = .skipped
        case .again:
            record.state = .failed
            record.until = now
        }
        return record
    }
}

extension Standing {
    /// Whether it may go out yet, and nobody tried to send it.
    fileprivate var isAhead: Bool {
        switch self {
        case .upcoming, .due, .conditional, .byHand: true
        case .retrying, .claimed, .unknown, .lapsed, .settled: false
        }
    }
}

extension ResolveDelivery.Verdict {
    fileprivate var words: String {
        switch self {
        case .sent: "it arrived"
        case .again: "it goes out again"
        case .skip: "it is not sent any more"
        }
    }
}
