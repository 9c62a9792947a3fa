import Communications
public import Connectors
public import Documents
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
        var delivering = DeliverMessages(
            editing: editing, sync: sync, sender: sender, composer: MessageComposer(session, gathering: gathering),
            clock: clock, by: try editing.repository.git.author(now: session.moment).text)
        let base = try editing.repository.head()
        _ = try base.settings()
        var report = SendReport()
        switch choice {
        case .due(let plan, let environment):
            let places = try environment.map { [try base.environmentKey($0)] } ?? base.environmentKeys()
            try base.requirePlan(named: plan, in: places)
            try await delivering.deliverDue(in: places, of: plan, base, &report)
        case .message(let message, let plan, let environment):
            let place = try base.environmentKey(environment)
            let key = try base.planKey(plan, in: place)
            try await send(message, key, place, base, &delivering, &report)
        }
        return report
    }

    private func send(
        _ text: String, _ plan: PlanKey, _ environment: EnvironmentKey, _ base: Snapshot,
        _ delivering: inout DeliverMessages, _ report: inout SendReport
    ) async throws {
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
                report.add([sent], of: plan, in: environment)
            } else {
                report.taken.append((message.key, delivery.channel))
            }
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

/// What came of sending.
public struct SendReport: Report {
    /// One message on one channel.
    public struct Row: Sendable {
        /// Where.
        public let environment: EnvironmentKey
        /// The plan.
        public let plan: PlanKey
        /// What became of it.
        public let delivery: Delivery
    }

    /// What became of messages.
    public private(set) var rows: [Row] = []
    /// What an earlier time left: nobody knows about it, or it is tried again later.
    public private(set) var waiting: [Row] = []
    /// Messages that could not be written, and why.
    public internal(set) var problems: [PlanFailure] = []
    /// Plans whose messages could not be read, and why.
    public internal(set) var unread: [PlanFailure] = []
    /// Messages that somebody else took.
    public internal(set) var taken: [(message: MessageKey, channel: ChannelKey)] = []

    mutating func add(
        _ deliveries: [Delivery], waiting: [Delivery] = [], of plan: PlanKey, in environment: EnvironmentKey
    ) {
        rows += deliveries.map { Row(environment: environment, plan: plan, delivery: $0) }
        self.waiting += waiting.map { Row(environment: environment, plan: plan, delivery: $0) }
    }

    /// Whether something has to be looked at by somebody.
    public var needsSomebody: Bool {
        !problems.isEmpty || !unread.isEmpty || Self.needsSomebody(rows, waiting: waiting)
    }

    /// Whether a delivery did not arrive now, or nobody knows whether one did, now or before.
    static func needsSomebody(_ rows: [Row], waiting: [Row]) -> Bool {
        rows.contains { $0.delivery.state == .failed } || (rows + waiting).contains { $0.delivery.state == .unknown }
    }

    /// `{"deliveries": [{"environment", "plan", "message", …}], "problems": [{"environment", "plan", "message", "code", "why", "hint"}]}`,
    /// and where there are any `waiting` (as `deliveries`), `unread` (as `problems`, without a message) and `taken` (`[{"message", "channel"}]`).
    public var json: JSONValue {
        JSONFields.build { fields in
            fields.add("deliveries", .array(rows.map(\.json)))
            fields.add("problems", .array(problems.map(\.json)))
            if !waiting.isEmpty { fields.add("waiting", .array(waiting.map(\.json))) }
            if !unread.isEmpty { fields.add("unread", .array(unread.map(\.json))) }
            if !taken.isEmpty {
                fields.add(
                    "taken",
                    .array(taken.map { ["message": .string($0.message.text), "channel": .string($0.channel.text)] }))
            }
        }
    }
}

extension SendReport.Row {
    var json: JSONValue {
        JSONFields.build { fields in
            fields.add("environment", environment.text)
            fields.add("plan", plan.text)
            fields.add("message", delivery.slot.message.text)
            fields.add("occurrence", delivery.slot.occurrence)
            fields.add("channel", delivery.slot.channel.text)
            fields.add("state", delivery.state.rawValue)
            fields.add("due", delivery.due.text)
            fields.add("at", delivery.at.text)
            fields.add("subject", delivery.subject)
            fields.add("receipt", delivery.receipt)
            fields.add("why", delivery.why)
            fields.add("until", delivery.until?.text)
        }
    }
}
