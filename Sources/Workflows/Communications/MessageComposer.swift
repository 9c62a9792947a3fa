import Communications
import Connectors
import FlagModel
import FlagRepository

/// Writes messages of plans.
struct MessageComposer {
    let gathering: MessageFactsGathering

    init(_ session: Session, gathering: (any MeasurementGathering)?) {
        self.gathering = MessageFactsGathering(session: session, gathering: gathering)
    }

    /// Writes an occurrence of a message as one channel carries it.
    ///
    /// - Throws: a ``Failure`` where its template refuses.
    func compose(
        _ occurrence: Occurrence, of messages: PlanMessages, on channel: ChannelKey, now: Timestamp
    ) async throws -> OutgoingMessage {
        let facts = try await gathering.facts(for: occurrence, of: messages, now: now)
        return try compose(occurrence, of: messages, on: channel, facts)
    }

    /// The same from facts that were gathered before.
    func compose(
        _ occurrence: Occurrence, of messages: PlanMessages, on channel: ChannelKey, _ facts: MessageFacts
    ) throws -> OutgoingMessage {
        var message = occurrence.message
        if occurrence.formerStart != nil {
            // What the notice asked for is not what the notice of its change asks for.
            message.template = Self.changeTemplate
            message.values = [:]
        }
        let text: (subject: String, body: RichText)
        do {
            text = try MessageWriter(facts).write(message, source: Self.source(of: message.template, messages.base))
        } catch let error as TemplateError {
            throw Failure("template", "message '\(message.key)': \(error)", hint: error.hint)
        }
        return OutgoingMessage(
            id: Self.id(of: occurrence, messages, channel), subject: text.subject, body: text.body, time: facts.now,
            isUrgent: message.moment.event == .rolledBack, recipients: try messages.recipients(of: message),
            plan: messages.plan.key, environment: messages.environment,
            link: messages.channels.site.map { "\($0)rollouts/\(messages.environment)/\(messages.plan.key).html" })
    }

    /// The template of a notice that a start has moved.
    private static let changeTemplate = "delay"

    /// The repository's own text of a template; nothing where it has none.
    static func source(of template: String, _ base: Snapshot) throws -> String? {
        try base.bytes(at: ".flagctl/templates/\(template).mustache").map { String(decoding: $0, as: UTF8.self) }
    }

    /// A name that no other delivery of the repository ever bears.
    private static func id(of occurrence: Occurrence, _ messages: PlanMessages, _ channel: ChannelKey) -> String {
        let run = occurrence.run ?? "before-\(occurrence.start?.name ?? "a-start")"
        return [
            messages.environment.text, messages.plan.key.text, run, occurrence.message.key.text, occurrence.name,
            channel.text,
        ].joined(separator: "/").replacing("~", with: "-")
    }
}

extension Timestamp {
    /// The moment as a part of a name.
    fileprivate var name: String {
        Timestamp(unixSeconds: unixSeconds).text.filter { $0 != "-" && $0 != ":" }
    }
}
