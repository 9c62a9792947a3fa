public import FlagModel

/// What somebody said about a flag or a rollout.
public struct SiteFeedback: Sendable, Hashable {
    /// Its name.
    public var key: String
    /// How urgent it is: `critical`, `request`, `general`, `survey`.
    public var kind: String
    /// What was said.
    public var text: String
    /// Who said it.
    public var from: String?
    /// The flag.
    public var flag: FlagKey?
    /// Where.
    public var environment: EnvironmentKey?
    /// The plan.
    public var plan: PlanKey?
    /// More of it.
    public var link: String?
    /// When it came.
    public var received: Timestamp
    /// By when somebody answers.
    public var deadline: Timestamp
    /// When it was closed.
    public var closed: Timestamp?
    /// Who closed it, and with what words.
    public var answer: String?

    /// Joins what is always there.
    public init(key: String, kind: String, text: String, received: Timestamp, deadline: Timestamp) {
        self.key = key
        self.kind = kind
        self.text = text
        self.received = received
        self.deadline = deadline
    }

    /// Whether nobody answered in time.
    func isOverdue(at time: Timestamp) -> Bool { closed == nil && deadline < time }
}

/// A message of a plan for one occasion and channel.
public struct SiteMessage: Sendable, Hashable {
    /// Its name for ever.
    public var id: String
    /// The message of the plan.
    public var key: String
    /// What people call it.
    public var title: String
    /// Where.
    public var environment: EnvironmentKey
    /// The plan.
    public var plan: PlanKey
    /// The channel.
    public var channel: String
    /// Whether it is for the site itself: notifications and feeds.
    public var isFeed: Bool
    /// When it is due.
    public var due: Timestamp
    /// What became of it: `planned`, `sent`, `failed`, `unknown`, `skipped`, `superseded`.
    public var state: String
    /// When that was.
    public var at: Timestamp?
    /// Why, where something hindered it.
    public var why: String?
    /// What it is about.
    public var subject: String?
    /// What it says, as Markdown.
    public var text: String?
    /// The groups that it is for.
    public var audience: [String]

    /// Joins what is always there.
    public init(
        id: String, key: String, title: String, environment: EnvironmentKey, plan: PlanKey, channel: String,
        isFeed: Bool = false, due: Timestamp, state: String
    ) {
        self.id = id
        self.key = key
        self.title = title
        self.environment = environment
        self.plan = plan
        self.channel = channel
        self.isFeed = isFeed
        self.due = due
        self.state = state
        audience = []
    }
}
