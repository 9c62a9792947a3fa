public import FlagModel

/// A commit and what it changed, as its message and its trees say.
public struct SiteEntry: Sendable, Hashable {
    /// What changes.
    public enum Subject: Sendable, Hashable {
        /// A flag's definition, or its state in an environment.
        case flag(FlagKey)
        /// A cohort.
        case cohort(CohortKey)
        /// A rollout.
        case rollout(PlanKey)
        /// Another file.
        case file(String)

        /// The key or the path.
        public var text: String {
            switch self {
            case .flag(let key): key.text
            case .cohort(let key): key.text
            case .rollout(let key): key.text
            case .file(let path): path
            }
        }
    }

    /// One field that changes.
    public struct Change: Sendable, Hashable {
        /// Where; nothing for definitions.
        public var environment: EnvironmentKey?
        /// What.
        public var subject: Subject
        /// Which field: `enabled`, `rules/staff`; `.` for the whole file.
        public var field: String
        /// The change in words.
        public var summary: String

        /// Joins it.
        public init(environment: EnvironmentKey?, subject: Subject, field: String, summary: String) {
            self.environment = environment
            self.subject = subject
            self.field = field
            self.summary = summary
        }

        /// The field of a change that says what became of a message.
        public static let deliveryField = "deliveries"

        /// Whether it says what became of a message, which changes nothing for anybody.
        public var isMessage: Bool { field == Self.deliveryField }
    }

    /// The commit's full id.
    public var commit: String
    /// When it was committed.
    public var time: Timestamp
    /// The first line of its message.
    public var subject: String
    /// Who made the change.
    public var author: String
    /// The names of those who approved it, as its message claims.
    public var approvers: [String]
    /// The ticket.
    public var ticket: String?
    /// Why.
    public var reason: String?
    /// The changes.
    public var changes: [Change]

    /// Joins it.
    public init(
        commit: String, time: Timestamp, subject: String, author: String, approvers: [String] = [],
        ticket: String? = nil, reason: String? = nil, changes: [Change] = []
    ) {
        self.commit = commit
        self.time = time
        self.subject = subject
        self.author = author
        self.approvers = approvers
        self.ticket = ticket
        self.reason = reason
        self.changes = changes
    }
}
