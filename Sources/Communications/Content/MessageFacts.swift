public import FlagModel

/// What a message can speak of: everything is read and measured before, so that a text follows from values alone.
public struct MessageFacts: Sendable {
    /// The plan.
    public var plan: RolloutPlan
    /// Where it is carried out.
    public var environment: FlagEnvironment
    /// Where its newest run stands; nothing where none was started.
    public var status: RolloutStatus?
    /// The moment that the message bears.
    public var now: Timestamp
    /// The plan's calendar, for moments in its time zone.
    public var calendar: PlanCalendar
    /// The decision that the message speaks of; the newest one where nothing is given.
    public var decision: Decision?
    /// How the plan's flags were taken down after its newest run was over; nothing where they were not.
    public var takenBack: TakenBack?
    /// The start that an earlier notice announced, in the notice of its change.
    public var announcedStart: Timestamp?
    /// The definitions of the plan's flags, in any order.
    public var flags: [FeatureFlag] = []
    /// Whom the plan's flags reach, in any order.
    public var exposure: [FlagReach] = []
    /// What is measured, for titles and units.
    public var catalog: MetricsCatalog?
    /// The newest values of metrics with the arguments that the catalogue gives them.
    public var measured: [MetricKey: Measured] = [:]
    /// What criteria and guards were measured to be; what the status keeps counts where one is missing.
    public var evidence: [MetricEvidence] = []
    /// The checks of tasks that hold.
    public var checks: Set<TaskCheck> = []
    /// What people said about the plan, its flags and its environment.
    public var feedback: [Feedback] = []
    /// Who holds which role, and who the audiences are.
    public var people: People?
    /// What channels are called, and where the site is.
    public var channels: Channels?
    /// What became of the plan's messages.
    public var deliveries: DeliveryLog?
    /// Since when what happened is news: the last message of this kind.
    public var since: Timestamp?
    /// What changed since then, newest first; of a message that does not come again, what changed the plan's flags since
    /// the run's start, or in the last week.
    public var changes: [RecentChange] = []
    /// What is ahead.
    public var upcoming: [UpcomingEvent] = []
    /// The newest runs of other plans.
    public var otherRuns: [OtherRun] = []

    /// Names what no message goes without.
    public init(
        plan: RolloutPlan, environment: FlagEnvironment, status: RolloutStatus?, now: Timestamp, calendar: PlanCalendar
    ) {
        self.plan = plan
        self.environment = environment
        self.status = status
        self.now = now
        self.calendar = calendar
    }
}

extension MessageFacts {
    /// How many people a flag reaches.
    public struct FlagReach: Sendable, Hashable {
        /// How much of everybody is served anything but the off variant.
        public struct Share: Sendable, Hashable {
            /// In thousandths of a percent; nothing where a cohort's share is not known.
            public var thousandths: Int?
            /// In people; nothing where the environment's population is not known.
            public var people: Int?
            /// The variants besides the off variant that somebody is served, in the flag's order.
            public var variants: [Variant]

            /// Joins them.
            public init(thousandths: Int?, people: Int?, variants: [Variant] = []) {
                self.thousandths = thousandths
                self.people = people
                self.variants = variants
            }
        }

        /// A variant that somebody is served.
        public struct Variant: Sendable, Hashable {
            /// The variant.
            public var key: VariantKey
            /// How much of everybody is served it, in thousandths of a percent; nothing where that is not known.
            public var thousandths: Int?

            /// Joins both.
            public init(_ key: VariantKey, thousandths: Int?) {
                self.key = key
                self.thousandths = thousandths
            }
        }

        /// The flag.
        public var flag: FlagKey
        /// Now.
        public var now: Share
        /// After the plan's next step; nothing where that leaves the flag alone.
        public var next: Share?
        /// As the run's steps set it; nothing where none did, or where the run has taken it back.
        public var asSet: Share?

        /// Joins them.
        public init(flag: FlagKey, now: Share, next: Share? = nil, asSet: Share? = nil) {
            self.flag = flag
            self.now = now
            self.next = next
            self.asSet = asSet
        }
    }

    /// A value that somebody or something measured.
    public struct Measured: Sendable, Hashable {
        /// The value, in the metric's unit.
        public var value: Double
        /// When it was measured.
        public var time: Timestamp
        /// Where: a source of metrics.json, or who reported it.
        public var source: String

        /// Joins them.
        public init(value: Double, time: Timestamp, source: String) {
            self.value = value
            self.time = time
            self.source = source
        }
    }

    /// How flags were taken down after their run was over.
    public struct TakenBack: Sendable, Hashable {
        /// When.
        public var at: Timestamp
        /// Who did it, by name.
        public var by: String
        /// Why, else what the commit says.
        public var cause: String
        /// The flags that are served to nobody since.
        public var flags: [FlagKey]

        /// Joins them.
        public init(at time: Timestamp, by author: String, cause: String, flags: [FlagKey]) {
            at = time
            by = author
            self.cause = cause
            self.flags = flags
        }
    }

    /// Something that changed, as its commit says.
    public struct RecentChange: Sendable, Hashable {
        /// When.
        public var time: Timestamp
        /// What, in a sentence.
        public var what: String
        /// The name of the commit's author.
        public var author: String
        /// The names of those who approved it.
        public var approvers: [String]
        /// The flag, where it is about one.
        public var flag: FlagKey?

        /// Joins them.
        public init(time: Timestamp, what: String, author: String, approvers: [String] = [], flag: FlagKey? = nil) {
            self.time = time
            self.what = what
            self.author = author
            self.approvers = approvers
            self.flag = flag
        }
    }

    /// Something that is ahead.
    public struct UpcomingEvent: Sendable, Hashable {
        /// When.
        public var time: Timestamp
        /// What, in a sentence.
        public var what: String
        /// Whether it is a message that goes out.
        public var isMessage: Bool

        /// Joins them.
        public init(time: Timestamp, what: String, isMessage: Bool = false) {
            self.time = time
            self.what = what
            self.isMessage = isMessage
        }
    }

    /// The newest run of another plan.
    public struct OtherRun: Sendable, Hashable {
        /// The plan.
        public var plan: RolloutPlan
        /// The environment.
        public var environment: EnvironmentKey
        /// Where the run stands; nothing where none was started.
        public var status: RolloutStatus?
        /// What became of the plan's messages, where the digest of an environment tells of them.
        public var deliveries: DeliveryLog?

        /// Joins them.
        public init(
            plan: RolloutPlan, environment: EnvironmentKey, status: RolloutStatus?, deliveries: DeliveryLog? = nil
        ) {
            self.plan = plan
            self.environment = environment
            self.status = status
            self.deliveries = deliveries
        }
    }
}
