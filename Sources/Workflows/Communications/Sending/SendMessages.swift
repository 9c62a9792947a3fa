import Communications
public import Connectors
public import FlagModel
import FlagRepository
import Git

/// Sends messages: all that are due, or one of a plan whatever its time is.
public struct SendMessages: Sendable {
    /// What is sent.
    public enum Choice: Sendable {
        /// Everything that is due, in one environment or in all, of one plan or of all.
        case due(plan: String?, environment: String?)
        /// A message of a plan, once, on those of its channels where it did not go out.
        case message(String, plan: String, environment: String)
    }

    /// What is sent.
    public var choice: Choice
    /// Whether to take over what others published before, and to publish claims and receipts.
    public var push: Bool
    /// What sends.
    public var sender: any MessageSending
    /// Where measurements come from.
    public var gathering: any MeasurementGathering
    /// The time.
    public var clock: @Sendable () -> Timestamp

    /// Names what to send, and by whom.
    public init(
        _ choice: Choice, push: Bool, sender: any MessageSending, gathering: any MeasurementGathering,
        clock: @escaping @Sendable () -> Timestamp
    ) {
        self.choice = choice
        self.push = push
        self.sender = sender
        self.gathering = gathering
        self.clock = clock
    }

    /// Sends.
    ///
    /// - Throws: a failure that ``Failure/init(_:)`` describes; what single messages came to is in the report.
    public func run(_ session: Session) async throws -> SendReport {
        let editing = try Editing(session: session, options: EditOptions())
        let sync = push ? try RemoteSync(editing) : nil
        if let sync, try await sync.pull(), try await !sync.push() { try await sync.pull() }
        let delivering = DeliverMessage(
            editing: editing, sync: sync, sender: sender, composer: MessageComposer(session, gathering: gathering),
            clock: clock, by: try editing.repository.git.author(now: session.moment).text)
        let base = try editing.repository.head()
        _ = try base.settings()
        var report = SendReport()
        switch choice {
        case .due(let plan, let environment):
            let places = try environment.map { [try base.environmentKey($0)] } ?? base.environmentKeys()
            try base.requirePlan(named: plan, in: places)
            var round = DeliverMessages(delivering)
            try await round.deliverDue(in: places, of: plan, base, &report)
        case .message(let message, let plan, let environment):
            let place = try base.environmentKey(environment)
            let key = try base.planKey(plan, in: place)
            try await send(message, key, place, base, delivering, &report)
        }
        return report
    }

    private func send(
        _ text: String, _ plan: PlanKey, _ environment: EnvironmentKey, _ base: Snapshot,
        _ sender: DeliverMessage, _ report: inout SendReport
    ) async throws {
        var delivering = sender
        let messages = try PlanMessages.require(plan, in: environment, base, now: clock())
        let message = try messages.message(text)
        let all = messages.schedule.deliveries.filter { $0.occurrence.message.key == message.key }
        let now = all.filter { [.ready, .early].contains($0.readiness) }
        // What is due goes first; what is ahead only where nothing is.
        let due = now.filter { $0.readiness == .ready }
        let ahead = now.first.map { first in now.filter { $0.occurrence == first.occurrence } } ?? []
        let chosen = due.isEmpty ? ahead : due
        guard !chosen.isEmpty else { throw refusal(message, all, messages) }
        for delivery in chosen {
            if let sent = try await delivering.send(delivery, of: messages) {
                report.add([sent.record], of: plan, in: environment)
            } else {
                report.taken.append((message.key, delivery.channel))
            }
            try await delivering.settle(of: plan, in: environment)
            report.unpublished = delivering.unpublished
        }
    }

    private func refusal(
        _ message: PlanMessage, _ all: [ScheduledDelivery], _ messages: PlanMessages
    ) -> Failure {
        let place = "\(messages.plan.key) \(message.key) --env \(messages.environment)"
        for delivery in all {
            switch delivery.standing {
            case .unknown(let why):
                return Failure(
                    "unknown-delivery", "nobody knows whether '\(message.key)' arrived by \(delivery.channel): \(why)",
                    hint: "find out, then: flagctl comms resolve \(place) --sent, or --again", status: .conflict)
            case .claimed(let until):
                return Failure(
                    "being-sent", "somebody is sending '\(message.key)', until \(until) at most",
                    hint: "see: flagctl comms due \(messages.plan.key) --env \(messages.environment)",
                    status: .conflict)
            case .lapsed(let state, let why):
                return Failure("lapsed", "'\(message.key)' is not sent any more (\(state.rawValue)): \(why)")
            case .conditional:
                return Failure(
                    "condition", "the condition of '\(message.key)' does not hold",
                    hint: "see it: 'condition' of the message in the plan")
            default: continue
            }
        }
        if let settled = all.compactMap({ delivery -> Delivery? in
            if case .settled(let record) = delivery.standing { record } else { nil }
        }).last {
            return Failure(
                "already-settled", "'\(message.key)' was \(settled.state.rawValue) at \(settled.at) by \(settled.by)",
                hint: "see: flagctl comms due \(messages.plan.key) --env \(messages.environment) --all")
        }
        return Failure(
            "not-yet", "'\(message.key)' goes by '\(message.moment.text)', which has not happened",
            hint: "see what it would say: flagctl comms preview \(place)")
    }
}

extension ScheduledDelivery {
    /// Whether somebody can send it.
    fileprivate enum Readiness { case ready, early, never }

    fileprivate var readiness: Readiness {
        switch standing {
        case .due, .retrying: .ready
        // A notice can go out early; what tells of something that has not happened cannot.
        case .upcoming: occurrence.run != nil || occurrence.message.isNotice ? .early : .never
        case .byHand: .early
        case .conditional, .claimed, .unknown, .lapsed, .settled: .never
        }
    }
}
