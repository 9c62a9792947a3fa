public import Communications
public import Connectors
public import Documents
public import FlagModel
import FlagRepository

/// Writes messages of a plan as they would go out now; nothing is sent or committed.
public struct PreviewMessages: Sendable {
    /// The plan.
    public var plan: String
    /// Where.
    public var environment: String
    /// The messages, as typed; all of the plan where none is named.
    public var messages: [String]
    /// Where measurements come from; nothing where none are asked for.
    public var gathering: (any MeasurementGathering)?

    /// Names what to write.
    public init(
        _ messages: [String], of plan: String, in environment: String, gathering: (any MeasurementGathering)?
    ) {
        self.messages = messages
        self.plan = plan
        self.environment = environment
        self.gathering = gathering
    }

    /// Writes them.
    ///
    /// - Throws: a failure that ``Failure/init(_:)`` describes; a template that refuses one of several messages is in
    ///   the report.
    public func run(_ session: Session) async throws -> PreviewReport {
        let base = try session.repository().head()
        let place = try base.environmentKey(environment)
        let key = try base.planKey(plan, in: place)
        let found = try PlanMessages.require(key, in: place, base, now: session.now)
        let wanted = try messages.isEmpty ? found.plan.messages : messages.map { try found.message($0) }
        var composer = MessageComposer(session, gathering: gathering)
        var report = PreviewReport(plan: key, environment: place)
        for message in wanted {
            let occurrence = found.occurrence(of: message, at: session.now)
            let shown = occurrence ?? found.schedule.occurrence(ofNow: message)
            do {
                // A message reads the same on all its channels; each writes it in its own form.
                let text = try await composer.write(shown, of: found, now: session.now)
                report.messages.append(
                    PreviewReport.Message(
                        message: message, due: occurrence.map { found.schedule.calendar.local($0.due) },
                        audience: message.audience.map(found.people.title),
                        channels: message.channels.map(found.channels.title),
                        text: composer.address(text, to: message.channels[0], shown, of: found)))
            } catch let failure as Failure where wanted.count > 1 {
                report.refused.append((message.key, failure))
            }
        }
        return report
    }
}

extension PlanMessages {
    /// The occurrence that comes next, else the newest one; nothing where its moment has no time yet.
    func occurrence(of message: PlanMessage, at now: Timestamp) -> Occurrence? {
        let all = schedule.occurrences.filter { $0.message.key == message.key }
        return all.first { $0.due > now } ?? all.last
    }
}

/// Messages as they would go out.
public struct PreviewReport: Report {
    /// One message.
    public struct Message: Sendable {
        /// The message of the plan.
        public let message: PlanMessage
        /// When it is due, in the plan's time zone; nothing where what it goes by has no time yet.
        public let due: Timestamp?
        /// Whom it is for.
        public let audience: [String]
        /// What its channels are called.
        public let channels: [String]
        /// What it says.
        public let text: OutgoingMessage
    }

    /// The plan.
    public let plan: PlanKey
    /// Where.
    public let environment: EnvironmentKey
    /// The messages, in the plan's order.
    public internal(set) var messages: [Message] = []
    /// Those that their templates refuse, and why.
    public internal(set) var refused: [(message: MessageKey, failure: Failure)] = []

    init(plan: PlanKey, environment: EnvironmentKey) {
        self.plan = plan
        self.environment = environment
    }

    /// `{"environment", "plan", "messages": [{"message", "due", "when", "audience", "channels", "subject", "plain", "markdown", "html", "slack"}], "refused"}`.
    public var json: JSONValue {
        JSONFields.build { fields in
            fields.add("environment", environment.text)
            fields.add("plan", plan.text)
            fields.add("messages", .array(messages.map(\.json)))
            fields.add(
                "refused",
                .array(
                    refused.map { refused in
                        JSONFields.build { fields in
                            fields.add("message", refused.message.text)
                            fields.add(refused.failure)
                        }
                    }))
        }
    }
}

extension PreviewReport.Message {
    fileprivate var json: JSONValue {
        JSONFields.build { fields in
            fields.add("message", message.key.text)
            fields.add("due", due?.text)
            fields.add("when", message.moment.text)
            fields.add("audience", .array(audience.map { .string($0) }))
            fields.add("channels", .array(channels.map { .string($0) }))
            fields.add("subject", text.subject)
            fields.add("plain", text.body.plain(width: 72))
            fields.add("markdown", text.body.markdown)
            fields.add("html", text.body.html)
            fields.add("slack", text.body.slackBlocks(subject: text.subject, link: text.link))
        }
    }
}
