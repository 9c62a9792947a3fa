public import Communications
public import Documents
public import FlagModel

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
        /// The start that was announced before, in the plan's time zone, of a notice that it has moved.
        public let formerStart: Timestamp?
        /// When it is due, in the plan's time zone.
        public let due: Timestamp
        /// When what became of it was settled, in the plan's time zone; nothing where it was not.
        public let at: Timestamp?
        /// What is to be done about it.
        public let standing: Standing
        /// Why it will not go out though it is due; nothing where only the moment tells.
        public let refusal: MessageError?

        init(
            _ delivery: ScheduledDelivery, of messages: PlanMessages, by templates: inout KnownTemplates
        ) throws {
            environment = messages.environment
            plan = messages.plan.key
            message = delivery.occurrence.message.key
            name = delivery.occurrence.message.name
            occurrence = delivery.occurrence.name
            channel = delivery.channel
            channelName = messages.channels.title(of: delivery.channel)
            audience = delivery.occurrence.message.audience.map(messages.people.title)
            formerStart = delivery.occurrence.formerStart.map(messages.schedule.calendar.local)
            due = messages.schedule.calendar.local(delivery.occurrence.due)
            standing = delivery.standing
            at = standing.settledAt.map(messages.schedule.calendar.local)
            refusal = standing.isToSend ? try messages.refusal(of: delivery.occurrence, by: &templates) : nil
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
            formerStart = nil
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
    /// Whether others may send from the branch that this one follows: claims have to be published then.
    public internal(set) var isShared = false
    /// Plans whose messages could not be read, and why.
    public internal(set) var unread: [PlanFailure] = []

    init(time: Timestamp) { self.time = time }

    /// `{"time", "messages": [{"environment", "plan", "message", "name", "occurrence", "formerStart", "channel", "audience", "due", "at", "standing", "why"}], "unread": [{"environment", "plan", "code", "why", "hint"}]}`.
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
            fields.add("formerStart", formerStart?.text)
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
}
