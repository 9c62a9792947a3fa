/// What somebody says about a feature, and by when they have to hear: `feedback/<key>.json`.
public struct Feedback: Sendable, Hashable {
    /// What kind of feedback it is, which says how soon it is answered.
    public enum Class: String, Sendable, Hashable, CaseIterable {
        /// A critical bug: acknowledged and looked into within 2 hours.
        case critical
        /// A feature request: logged and ranked within 48 hours.
        case request
        /// General feedback: thanked for and sorted within a week.
        case general
        /// An answer to a survey: summed up and shared within two weeks.
        case survey

        /// How long an answer may take, in seconds.
        public var time: Int {
            switch self {
            case .critical: 2 * 3600
            case .request: 48 * 3600
            case .general: 7 * 86400
            case .survey: 14 * 86400
            }
        }
    }

    /// Its key: a ULID, which is its file's name.
    public var key: FeedbackKey
    /// What kind of feedback it is.
    public var kind: Class
    /// What they say.
    public var text: String
    /// Who said it, in words.
    public var from: String?
    /// The flag that it is about.
    public var flag: FlagKey?
    /// The environment that it is about.
    public var environment: EnvironmentKey?
    /// The rollout plan that it is about.
    public var plan: PlanKey?
    /// Where it is discussed: an address of http or https.
    public var link: String?
    /// When it came.
    public var received: Timestamp
    /// By when it has to be answered.
    public var deadline: Timestamp
    /// Who answered it, when and how; nothing while it is open.
    public var closed: Act?

    /// The members of the file in canonical order.
    public static let memberOrder = [
        "$schema", "key", "class", "text", "from", "flag", "environment", "plan", "link", "received", "deadline",
        "closed", "metadata",
    ]

    /// Makes a record that is to be answered in the time of its class.
    public init(
        key: FeedbackKey, kind: Class, text: String, from: String? = nil, flag: FlagKey? = nil,
        environment: EnvironmentKey? = nil, plan: PlanKey? = nil, link: String? = nil, received: Timestamp,
        deadline: Timestamp? = nil, closed: Act? = nil
    ) {
        self.key = key
        self.kind = kind
        self.text = text
        self.from = from
        self.flag = flag
        self.environment = environment
        self.plan = plan
        self.link = link
        self.received = received
        self.deadline =
            deadline
            ?? Timestamp(
                unixSeconds: received.unixSeconds + kind.time, nanoseconds: received.nanoseconds,
                offset: received.offset)
        self.closed = closed
    }

    /// Whether it waits for an answer longer than it should at a moment.
    public func isOverdue(at now: Timestamp) -> Bool { closed == nil && deadline < now }
}
