import Communications
import Connectors
import FlagModel
import FlagRepository

/// Writes messages of plans.
struct MessageComposer {
    private var gathering: MessageFactsGathering
    private var templates = KnownTemplates()
    /// The newest text: the channels of an occurrence follow each other.
    private var newest: (name: String, text: Text)?

    init(_ session: Session, gathering: (any MeasurementGathering)?) {
        self.gathering = MessageFactsGathering(session: session, gathering: gathering)
    }

    /// What an occurrence says, on whatever channel.
    struct Text {
        let subject: String
        let body: RichText
        /// The moment that it bears.
        let time: Timestamp
    }

    /// Writes an occurrence of a message.
    ///
    /// - Throws: a ``Failure`` where its template refuses.
    mutating func write(_ occurrence: Occurrence, of messages: PlanMessages, now: Timestamp) async throws -> Text {
        let name = Self.name(of: occurrence, messages)
        if let newest, newest.name == name { return newest.text }
        let facts = try await gathering.facts(for: occurrence, of: messages, now: now)
        let message = occurrence.spoken
        do {
            let (subject, body) = try MessageWriter(facts).write(
                message, own: messages.base.bytes(at: TemplatePath.of(message.template)), from: &templates)
            let text = Text(subject: subject, body: body, time: now)
            newest = (name, text)
            return text
        } catch let error as MessageError {
            throw Failure("template", "message '\(message.key)': \(error)", hint: error.hint)
        }
    }

    /// The text as one channel carries it.
    func address(
        _ text: Text, to channel: ChannelKey, _ occurrence: Occurrence, of messages: PlanMessages
    ) -> OutgoingMessage {
        OutgoingMessage(
            id: "\(Self.name(of: occurrence, messages))/\(channel)".replacing("~", with: "-"), subject: text.subject,
            body: text.body, time: text.time, isUrgent: occurrence.message.moment.event == .rolledBack,
            recipients: messages.recipients(of: occurrence.message), plan: messages.plan.key,
            environment: messages.environment,
            link: messages.channels.site.map { "\($0)\(SitePath.rollout(messages.plan.key, in: messages.environment))" }
        )
    }

    /// A name that no other occurrence of the repository ever bears.
    private static func name(of occurrence: Occurrence, _ messages: PlanMessages) -> String {
        let run = occurrence.run ?? "before-\(occurrence.start?.compact ?? "a-start")"
        return [
            messages.environment.text, messages.plan.key.text, run, occurrence.message.key.text, occurrence.name,
        ].joined(separator: "/")
    }
}
