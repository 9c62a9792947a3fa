import Communications
public import Documents
public import FlagModel

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
    /// What is due and was not begun: its channel did not take another message, or what is claimed cannot be published.
    public private(set) var left: [(environment: EnvironmentKey, plan: PlanKey, slot: Delivery.Slot)] = []
    /// Why what became of messages is committed here and not published.
    public internal(set) var unpublished: Failure?
    /// Messages that could not be written, and why.
    public internal(set) var problems: [PlanFailure] = []
    /// Plans whose messages could not be read, and why.
    public internal(set) var unread: [PlanFailure] = []
    /// Messages that somebody else took.
    public internal(set) var taken: [(message: MessageKey, channel: ChannelKey)] = []

    mutating func add(
        _ deliveries: [Delivery], waiting: [Delivery] = [], left: [ScheduledDelivery] = [], of plan: PlanKey,
        in environment: EnvironmentKey
    ) {
        rows += deliveries.map { Row(environment: environment, plan: plan, delivery: $0) }
        self.waiting += waiting.map { Row(environment: environment, plan: plan, delivery: $0) }
        self.left += left.map { (environment, plan, $0.slot) }
    }

    /// Whether something has to be looked at by somebody.
    public var needsSomebody: Bool {
        !problems.isEmpty || !unread.isEmpty || unpublished != nil || Self.needsSomebody(rows, waiting: waiting)
    }

    /// Whether a delivery did not arrive now, or nobody knows whether one did, now or before.
    static func needsSomebody(_ rows: [Row], waiting: [Row]) -> Bool {
        rows.contains { $0.delivery.state == .failed } || (rows + waiting).contains { $0.delivery.state == .unknown }
    }

    /// `{"deliveries": [{"environment", "plan", "message", …}], "problems": [{"environment", "plan", "message", "code", "why", "hint"}]}`,
    /// and where there are any `waiting` (as `deliveries`), `left` (`[{"environment", "plan", "message", "occurrence", "channel"}]`), `unread` (as
    /// `problems`, without a message), `unpublished` (`{"code", "why", "hint"}`) and `taken` (`[{"message", "channel"}]`).
    public var json: JSONValue {
        JSONFields.build { fields in
            fields.add("deliveries", .array(rows.map(\.json)))
            fields.add("problems", .array(problems.map(\.json)))
            if !waiting.isEmpty { fields.add("waiting", .array(waiting.map(\.json))) }
            if !left.isEmpty { fields.add("left", .array(left.map(Self.json))) }
            if !unread.isEmpty { fields.add("unread", .array(unread.map(\.json))) }
            if let unpublished { fields.add("unpublished", JSONFields.build { $0.add(unpublished) }) }
            if !taken.isEmpty {
                fields.add(
                    "taken",
                    .array(taken.map { ["message": .string($0.message.text), "channel": .string($0.channel.text)] }))
            }
        }
    }
}

extension SendReport {
    private static func json(
        _ delivery: (environment: EnvironmentKey, plan: PlanKey, slot: Delivery.Slot)
    ) -> JSONValue {
        JSONFields.build { fields in
            fields.add("environment", delivery.environment.text)
            fields.add("plan", delivery.plan.text)
            fields.add("message", delivery.slot.message.text)
            fields.add("occurrence", delivery.slot.occurrence)
            fields.add("channel", delivery.slot.channel.text)
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
