public import Communications
public import Documents
public import FlagModel
import FlagRepository

/// What goes out when: messages that are due, that come next, and that somebody has to look at.
public struct ListDueMessages: Sendable {
    /// The plan; all where nothing is given.
    public var plan: String?
    /// The environment; all where nothing is given.
    public var environment: String?
    /// Whether what is settled is listed too.
    public var all: Bool

    /// Names what to list.
    public init(of plan: String? = nil, in environment: String? = nil, all: Bool = false) {
        self.plan = plan
        self.environment = environment
        self.all = all
    }

    /// Reads it.
    ///
    /// - Throws: a failure that ``Failure/init(_:)`` describes.
    public func run(_ session: Session) throws -> DueReport {
        let base = try session.repository().head()
        _ = try base.settings()
        let places = try environment.map { [try base.environmentKey($0)] } ?? base.environments().map(\.key)
        try base.requirePlan(named: plan, in: places)
        let plans = try PlanMessages.plans(in: places, base).filter { found in
            plan.map { $0 == found.plan.text } ?? true
        }
        var report = DueReport(time: session.now)
        for (environment, plan) in plans {
            let messages: PlanMessages
            do {
                guard let found = try PlanMessages(plan, in: environment, base, now: session.now) else { continue }
                messages = found
            } catch {
                report.unread.append(PlanFailure(plan, in: environment, Failure(error)))
                continue
            }
            report.rows += try messages.schedule.deliveries.map { delivery in
                try DueReport.Row(environment: environment, plan: plan, delivery: delivery, messages: messages)
            }
            if all { report.rows += DueReport.Row.settled(messages) }
        }
        report.rows = report.rows.filter { all || !$0.isSettled }.sorted()
        return report
    }
}

/// Messages and what is to be done about them.
public struct DueReport: Report {
    /// One message on one channel.
    public struct Row: Sendable, Comparable {
        /// Where.
        public let environment: EnvironmentKey
        /// The plan.
        public let plan: PlanKey
        /// The message.
        public let message: MessageKey
        /// What it is called.
        public let name: String?
        /// Which of its occurrences.
        public let occurrence: String
        /// The channel.
        public let channel: ChannelKey
        /// What the channel is called.
        public let channelName: String
        /// Whom it is for.
        public let audience: [String]
        /// When it is due, in the plan's time zone.
        public let due: Timestamp
        /// When what became of it was settled, in the plan's time zone; nothing where it was not.
        public let at: Timestamp?
        /// What is to be done about it.
        public let standing: Standing
        /// Why it will not go out though it is due; nothing where only the moment tells.
        public let refusal: MessageError?

        init(environment: EnvironmentKey, plan: PlanKey, delivery: ScheduledDelivery, messages: PlanMessages) throws {
            self.environment = environment
            self.plan = plan
            message = delivery.occurrence.message.key
            name = delivery.occurrence.message.name
            occurrence = delivery.occurrence.name
            channel = delivery.channel
            channelName = messages.channels.title(of: delivery.channel)
            audience = delivery.occurrence.message.audience.map(messages.people.title)
            due = messages.schedule.calendar.local(delivery.occurrence.due)
            standing = delivery.standing
            at = standing.settledAt.map(messages.schedule.calendar.local)
            refusal = standing.isToSend ? try messages.refusal(of: delivery.occurrence) : nil
        }

        /// Why it stands so, or cannot go out; nothing where the standing says it.
        public var why: String? { refusal.map { "it is refused: \($0)" } ?? standing.why }

        private init(_ record: Delivery, _ messages: PlanMessages) {
            environment = messages.environment
            plan = messages.plan.key
            message = record.slot.message
            name = messages.plan.message(record.slot.message)?.name
            occurrence = record.slot.occurrence
            channel = record.slot.channel
            channelName = messages.channels.title(of: record.slot.channel)
            audience = record.audience.map(messages.people.title)
            due = messages.schedule.calendar.local(record.due)
            standing = .settled(record)
            at = messages.schedule.calendar.local(record.at)
            refusal = nil
        }

        /// What the log has settled and the schedule does not name any more.
        static func settled(_ messages: PlanMessages) -> [Row] {
            let known = Set(messages.schedule.deliveries.map(\.slot))
            return messages.schedule.log.deliveries.filter { $0.state.isFinal && !known.contains($0.slot) }
                .map { Row($0, messages) }
        }

        /// Whether nothing more is done about it.
        public var isSettled: Bool { if case .settled = standing { true } else { false } }

        /// Orders by time, then by name.
        public static func < (left: Row, right: Row) -> Bool {
            (left.due, left.plan, left.message, left.channel) < (right.due, right.plan, right.message, right.channel)
        }
    }

    /// The moment of the report.
    public let time: Timestamp
    /// The messages, by the time that they are due.
    public internal(set) var rows: [Row] = []
    /// Plans whose messages could not be read, and why.
    public internal(set) var unread: [PlanFailure] = []

    init(time: Timestamp) { self.time = time }

    /// `{"time", "messages": [{"environment", "plan", "message", "name", "occurrence", "channel", "audience", "due", "at", "standing", "why"}], "unread": [{"environment", "plan", "code", "why", "hint"}]}`.
    public var json: JSONValue {
        JSONFields.build { fields in
            fields.add("time", time.text)
            fields.add("messages", .array(rows.map(\.json)))
            if !unread.isEmpty { fields.add("unread", .array(unread.map(\.json))) }
        }
    }
}

extension DueReport.Row {
    fileprivate var json: JSONValue {
        JSONFields.build { fields in
            fields.add("environment", environment.text)
            fields.add("plan", plan.text)
            fields.add("message", message.text)
            fields.add("name", name)
            fields.add("occurrence", occurrence)
            fields.add("channel", channel.text)
            fields.add("audience", .array(audience.map { .string($0) }))
            fields.add("due", due.text)
            fields.add("at", at?.text)
            fields.add("standing", standing.name)
            fields.add("why", why)
        }
    }
}

extension Standing {
    fileprivate var settledAt: Timestamp? { if case .settled(let record) = self { record.at } else { nil } }

    /// Whether it goes out with the next sending.
    fileprivate var isToSend: Bool {
        switch self {
        case .due, .retrying: true
        default: false
        }
    }

    /// A stable word.
    public var name: String {
        switch self {
        case .upcoming: "upcoming"
        case .due: "due"
        case .retrying: "retrying"
        case .conditional: "conditional"
        case .byHand: "by-hand"
        case .claimed: "claimed"
        case .unknown: "unknown"
        case .lapsed(let state, _): state.rawValue
        case .settled(let record): record.state.rawValue
        }
    }

    /// Why it is so; nothing where the word says it.
    public var why: String? {
        switch self {
        case .upcoming, .due: nil
        case .retrying(let time, let why): "\(why); tried again at \(time)"
        case .conditional: "its condition does not hold"
        case .claimed(let until): "somebody is sending it, until \(until) at most"
        case .unknown(let why): why
        case .byHand(let why), .lapsed(_, let why): why
        case .settled(let record): record.why ?? record.receipt
        }
    }
}
