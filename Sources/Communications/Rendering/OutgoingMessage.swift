public import FlagModel

/// A message with everything that a channel needs to carry it.
public struct OutgoingMessage: Sendable, Hashable {
    /// Somebody whom e-mail reaches.
    public struct Recipient: Sendable, Hashable {
        /// What they are called.
        public var name: String?
        /// The address: `priya@example.com`.
        public var address: String

        /// Joins both.
        public init(name: String? = nil, address: String) {
            self.name = name
            self.address = address
        }
    }

    /// The message's name for ever, by which receivers tell repetitions: ASCII letters, digits, `.`, `_`, `-` and `/`.
    public var id: String
    /// What it is about: one line without markup.
    public var subject: String
    /// What it says.
    public var body: RichText
    /// The moment that it bears.
    public var time: Timestamp
    /// Whether it asks for attention at once.
    public var isUrgent: Bool
    /// Whom e-mail reaches, each address once.
    public var recipients: [Recipient]
    /// The rollout plan.
    public var plan: PlanKey?
    /// The environment.
    public var environment: EnvironmentKey?
    /// The page that shows more: an address of http or https.
    public var link: String?

    /// Joins everything.
    public init(
        id: String, subject: String, body: RichText, time: Timestamp, isUrgent: Bool = false,
        recipients: [Recipient] = [], plan: PlanKey? = nil, environment: EnvironmentKey? = nil, link: String? = nil
    ) {
        self.id = id
        self.subject = subject
        self.body = body
        self.time = time
        self.isUrgent = isUrgent
        self.recipients = recipients
        self.plan = plan
        self.environment = environment
        self.link = link
    }
}
