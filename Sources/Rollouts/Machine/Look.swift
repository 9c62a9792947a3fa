public import FlagModel

/// What is known at a moment, as values: everything that a decision depends on besides plan and status.
public struct Look: Sendable, Hashable {
    /// The moment.
    public var now: Timestamp
    /// The digest of the plan as it is now: `sha256:…`.
    public var planHash: String
    /// What guards and criteria were measured to be.
    public var evidence: [MetricEvidence]
    /// What metrics are like before the phase that is about to begin.
    public var baselines: [Baseline]
    /// The checks of flags that hold.
    public var checks: Set<TaskCheck>
    /// The flags that are not as the run's steps left them, sorted.
    public var drifted: [FlagKey]

    /// The plan's flags as they are once the next step is made; kept with that step.
    public var contents: [FlagContent]

    /// Joins what is known.
    public init(
        now: Timestamp, planHash: String, evidence: [MetricEvidence] = [], baselines: [Baseline] = [],
        checks: Set<TaskCheck> = [], drifted: [FlagKey] = [], contents: [FlagContent] = []
    ) {
        self.now = now
        self.planHash = planHash
        self.evidence = evidence
        self.baselines = baselines
        self.checks = checks
        self.drifted = drifted
        self.contents = contents
    }

    /// What was measured for a guard or criterion.
    public func evidence(for subject: MetricSubject) -> MetricEvidence? { evidence.first { $0.subject == subject } }
}
