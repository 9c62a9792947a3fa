public import Evaluation
public import FlagModel

/// Everything that the site tells, as it is at one commit.
///
/// There is no clock: the moment of the site is the commit's, so that the same commit gives the same bytes.
public struct SiteContent: Sendable {
    /// The commit's full id.
    public var commit: String
    /// The full id of the commit that history begins with, which names the repository; nothing where it is not here.
    public var genesis: String?
    /// When it was committed, which is the site's now.
    public var time: Timestamp
    /// What the site is called.
    public var title: String
    /// Where it is served, with a slash at its end; nothing where that is not known.
    public var base: String?
    /// The environments in their order.
    public var environments: [FlagEnvironment]
    /// The cohorts of each environment, by release delay.
    public var cohorts: [EnvironmentKey: [Cohort]]
    /// The flags by key.
    public var flags: [SiteFlag]
    /// The exposure of flags in environments where they are no more, by key.
    public var formerPlaces: [FormerPlace]
    /// The rollout plans by environment and key.
    public var runs: [SiteRun]
    /// What changed, newest first, a commit each.
    public var entries: [SiteEntry]
    /// What a shallow clone leaves out: whether history before the oldest entry is not here.
    public var isCutOff: Bool
    /// What people said.
    public var feedback: [Feedback]
    /// The messages of plans and what became of them, newest first.
    public var messages: [SiteMessage]

    /// Joins what a commit says of itself; the rest is added.
    public init(commit: String, time: Timestamp, title: String = "Feature flags", base: String? = nil) {
        self.commit = commit
        self.time = time
        self.title = title
        self.base = base
        environments = []
        cohorts = [:]
        flags = []
        formerPlaces = []
        runs = []
        entries = []
        isCutOff = false
        feedback = []
        messages = []
    }

    /// Whether a flag should have been removed by now.
    func isExpired(_ flag: FeatureFlag) -> Bool {
        guard let lifecycle = flag.lifecycle, lifecycle.stage != .archived, let last = lifecycle.expires,
            let today = time.date
        else { return false }
        return last < today
    }

    /// The flags that should have been removed by now, the one that is longest past its date first.
    var expired: [SiteFlag] {
        flags.filter { isExpired($0.definition) }.sorted {
            guard let mine = $0.definition.lifecycle?.expires, let other = $1.definition.lifecycle?.expires else {
                return false
            }
            return (mine, $0.definition.key) < (other, $1.definition.key)
        }
    }

    /// An environment by its key.
    func environment(_ key: EnvironmentKey) -> FlagEnvironment? { environments.first { $0.key == key } }
}

/// A flag and what environments do with it.
public struct SiteFlag: Sendable {
    /// The flag in one environment.
    public struct Place: Sendable {
        /// Where.
        public var environment: EnvironmentKey
        /// What it does there.
        public var state: FlagState
        /// How many are served anything but the off variant.
        public var exposure: Exposure
        /// How that was in the past, oldest first.
        public var past: [ExposurePoint]

        /// Joins it.
        public init(
            environment: EnvironmentKey, state: FlagState, exposure: Exposure, past: [ExposurePoint] = []
        ) {
            self.environment = environment
            self.state = state
            self.exposure = exposure
            self.past = past
        }
    }

    /// What it is.
    public var definition: FeatureFlag
    /// Where it has a state, in the order of the environments.
    public var places: [Place]

    /// Joins both.
    public init(definition: FeatureFlag, places: [Place]) {
        self.definition = definition
        self.places = places
    }

    /// What an environment does with it; nothing where it does not exist there.
    func place(_ environment: EnvironmentKey) -> Place? { places.first { $0.environment == environment } }
}

/// A flag in an environment that does not have it any more.
public struct FormerPlace: Sendable {
    /// What it is, or was last.
    public var definition: FeatureFlag
    /// Where.
    public var environment: EnvironmentKey
    /// How many were served anything but the off variant, oldest first.
    public var past: [ExposurePoint]

    /// Joins it.
    public init(definition: FeatureFlag, environment: EnvironmentKey, past: [ExposurePoint]) {
        self.definition = definition
        self.environment = environment
        self.past = past
    }
}

/// How much of everybody a flag was exposed to from a moment on.
public struct ExposurePoint: Sendable, Hashable {
    /// What a point says.
    public enum Kind: Sendable, Hashable {
        /// A commit changed it.
        case change
        /// It was so already where history is cut off.
        case base
        /// A commit left a state that cannot be read.
        case unreadable
    }

    /// The moment of the commit.
    public var time: Timestamp
    /// Thousandths of a percent of everybody; nothing where nobody knows it.
    public var thousandths: Int?
    /// The commit.
    public var commit: String
    /// What it says.
    public var kind: Kind

    /// Joins it.
    public init(time: Timestamp, thousandths: Int?, commit: String, kind: Kind = .change) {
        self.time = time
        self.thousandths = thousandths
        self.commit = commit
        self.kind = kind
    }
}
