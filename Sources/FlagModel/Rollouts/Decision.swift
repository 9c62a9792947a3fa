/// One step of a run's life: what was decided, by whom, and on what evidence.
public struct Decision: Sendable, Hashable {
    /// What was decided.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// The run began.
        case start
        /// The phase began: its prerequisites hold.
        case begin
        /// A step was made.
        case step
        /// The hold is over and the next step is next.
        case advance
        /// The steps are made and the gate is next.
        case gate
        /// The gate was passed into the next phase.
        case pass
        /// The last gate was passed.
        case succeed
        /// The run was paused.
        case pause
        /// The run goes on.
        case resume
        /// The run was ended.
        case stop
        /// Exposure went down, or began to.
        case rollback
        /// Exposure went down by another rung.
        case rung
        /// Somebody said go or no-go.
        case attest
        /// Somebody reported a value.
        case report
        /// Somebody ticked a task.
        case task
        /// Somebody reported an incident.
        case incident

        /// Whether people alone do it; the others follow from evidence.
        public var isAct: Bool {
            switch self {
            case .start, .resume, .stop, .attest, .report, .task, .incident: true
            case .begin, .step, .advance, .gate, .pass, .succeed, .pause, .rollback, .rung: false
            }
        }
    }

    /// What was decided.
    public var kind: Kind
    /// When.
    public var at: Timestamp
    /// `watch`, or `Name <email>`.
    public var by: String
    /// The state before.
    public var from: RolloutState
    /// The state after.
    public var to: RolloutState
    /// The phase that it was made in.
    public var phase: PhaseKey
    /// How many steps of the phase are made afterwards.
    public var steps: Int
    /// Why, in a sentence.
    public var why: String
    /// What was measured.
    public var evidence: [MetricEvidence]

    /// The members in canonical order.
    public static let memberOrder = ["kind", "at", "by", "from", "to", "phase", "steps", "why", "evidence"]

    /// The name that automatic decisions bear.
    public static let automation = "watch"

    /// Makes a decision.
    public init(
        kind: Kind, at time: Timestamp, by: String, from: RolloutState, to: RolloutState, phase: PhaseKey, steps: Int,
        why: String, evidence: [MetricEvidence] = []
    ) {
        self.kind = kind
        at = time
        self.by = by
        self.from = from
        self.to = to
        self.phase = phase
        self.steps = steps
        self.why = why
        self.evidence = evidence
    }
}

/// What was measured for one criterion or guard, and what it came to.
public struct MetricEvidence: Sendable, Hashable {
    /// What a measurement came to.
    public enum Result: String, Sendable, Hashable, CaseIterable {
        case successful, failed, inconclusive, error
    }

    /// A window of samples.
    public struct Window: Sendable, Hashable {
        /// Its beginning, not in it.
        public var from: Timestamp
        /// Its end, in it.
        public var to: Timestamp
        /// How many samples are in it.
        public var samples: Int
        /// What they come to.
        public var value: Double

        /// Makes a window.
        public init(from: Timestamp, to: Timestamp, samples: Int, value: Double) {
            self.from = from
            self.to = to
            self.samples = samples
            self.value = value
        }
    }

    /// What it is about.
    public var subject: MetricSubject
    /// The metric.
    public var metric: MetricKey
    /// Where it was measured.
    public var source: SourceKey?
    /// What was asked, with arguments in place.
    public var query: String?
    /// What it came to.
    public var result: Result
    /// Why, where no value says it.
    public var why: String?
    /// What values are compared with.
    public var baseline: Double?
    /// The windows that failed, oldest first, and the newest.
    public var windows: [Window]

    /// The members in canonical order.
    public static let memberOrder = [
        "guard", "criterion", "metric", "source", "query", "result", "why", "baseline", "windows",
    ]

    /// Makes evidence.
    public init(
        subject: MetricSubject, metric: MetricKey, source: SourceKey? = nil, query: String? = nil, result: Result,
        why: String? = nil, baseline: Double? = nil, windows: [Window] = []
    ) {
        self.subject = subject
        self.metric = metric
        self.source = source
        self.query = query
        self.result = result
        self.why = why
        self.baseline = baseline
        self.windows = windows
    }
}
