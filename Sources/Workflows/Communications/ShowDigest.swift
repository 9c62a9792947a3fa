public import Communications
public import Documents
import FlagModel
import FlagRepository

/// What happened in an environment, what is ahead and what is overdue, as one text for every plan.
public struct ShowDigest: Sendable {
    /// The environment.
    public var environment: String
    /// How many days back.
    public var days: Int

    /// Names the environment and how far back to look.
    public init(of environment: String, days: Int) {
        self.environment = environment
        self.days = days
    }

    /// Reads it; nothing is measured.
    ///
    /// - Throws: a failure that ``Failure/init(_:)`` describes.
    public func run(_ session: Session) async throws -> DigestReport {
        let base = try session.repository().head()
        let place = try base.environmentKey(environment)
        let facts = try await MessageFactsGathering(session: session, gathering: nil)
            .facts(of: base.requireEnvironment(place), base, days: days, now: session.now)
        let text: (subject: String, body: RichText)
        do {
            text = try MessageWriter(facts).write(
                Self.message, own: base.bytes(at: TemplatePath.of(Self.message.template)))
        } catch let error as MessageError {
            throw Failure("template", "\(error)", hint: error.hint)
        }
        return DigestReport(
            environment: place.text, since: Timestamp(unixSeconds: session.now.unixSeconds - days * 86400).text,
            time: session.now.text, subject: text.subject, body: text.body)
    }

    private static let message = PlanMessage(
        // Both are keys.
        key: MessageKey("digest")!, moment: MessageMoment(.daily), channels: [ChannelKey("digest")!],
        template: template)

    /// The template that says it.
    static let template = "environment-digest"
}

/// A digest of an environment.
public struct DigestReport: Report {
    /// The environment.
    public let environment: String
    /// From when on, RFC 3339 in UTC.
    public let since: String
    /// Until when.
    public let time: String
    /// What it is about.
    public let subject: String
    /// What it says.
    public let body: RichText

    /// `{"environment", "since", "time", "subject", "plain", "markdown", "html"}`.
    public var json: JSONValue {
        JSONFields.build { fields in
            fields.add("environment", environment)
            fields.add("since", since)
            fields.add("time", time)
            fields.add("subject", subject)
            fields.add("plain", body.plain(width: 72))
            fields.add("markdown", body.markdown)
            fields.add("html", body.html)
        }
    }
}
