public import FlagModel

/// A rollout plan and where its newest run stands.
public struct SiteRun: Sendable {
    /// Where.
    public var environment: EnvironmentKey
    /// The plan.
    public var plan: RolloutPlan
    /// The run; nothing where none was started.
    public var status: RolloutStatus?
    /// What it waits for, a line each; nothing is measured for that.
    public var waitsFor: [String]
    /// The checks of tasks that hold.
    public var checks: Set<TaskCheck>
    /// When the newest step has been in force long enough, while that is ahead.
    public var holdEnd: Timestamp?
    /// When the gate opens at the earliest, while the run stands at it.
    public var gateEnd: Timestamp?
    /// When the phase begins at the earliest, while that is waited for.
    public var phaseStart: Timestamp?
    /// What changes next, in words.
    public var nextChange: String?
    /// Titles and units of metrics that the plan names.
    public var metrics: [MetricKey: Metric]
    /// What the run's decisions rested on, newest first.
    public var evidence: [Measured]

    /// What was measured for a decision.
    public struct Measured: Sendable, Hashable {
        /// The phase that the decision was made in.
        public var phase: PhaseKey
        /// When it was made.
        public var at: Timestamp
        /// What was measured.
        public var evidence: MetricEvidence
        /// Who reported it, as `Name <email>`; nothing where a source gave it.
        public var reporter: String?

        /// Joins it.
        public init(phase: PhaseKey, at time: Timestamp, evidence: MetricEvidence, reporter: String? = nil) {
            self.phase = phase
            at = time
            self.evidence = evidence
            self.reporter = reporter
        }
    }

    /// What a metric is called and counted in.
    public struct Metric: Sendable, Hashable {
        /// The title.
        public var title: String
        /// The unit.
        public var unit: String?

        /// Joins both.
        public init(title: String, unit: String?) {
            self.title = title
            self.unit = unit
        }
    }

    /// Joins a plan with its run.
    public init(environment: EnvironmentKey, plan: RolloutPlan, status: RolloutStatus?) {
        self.environment = environment
        self.plan = plan
        self.status = status
        waitsFor = []
        checks = []
        metrics = [:]
        evidence = []
    }
}
