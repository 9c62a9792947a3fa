public import FlagModel

/// A message of a plan for one occasion and channel.
public struct SiteMessage: Sendable, Hashable {
    /// Its name for ever.
    public var id: String
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
    /// Whether it tells of something that went back: a pause, a rollback, an end.
    public var isWarning = false
    /// Whether what it tells is not so any more, so that nobody is shown it as news.
    public var isOver = false
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
    /// What the plan gives the message's template, by name.
    public var values: [String: String] = [:]
    /// The groups that it is for.
    public var audience: [String]

    /// Joins what is always there.
    public init(
        id: String, title: String, environment: EnvironmentKey, plan: PlanKey, channel: String,
        isFeed: Bool = false, due: Timestamp, state: String
    ) {
        self.id = id
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
