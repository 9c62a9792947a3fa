/// Where a run of a plan stands, as flagctl writes it: `environments/<env>/rollouts/<key>/status.json`.
public struct RolloutStatus: Sendable, Hashable {
    /// The plan.
    public var plan: PlanKey
    /// The run's name: a ULID.
    public var run: String
    /// The plan that was started: `sha256:` and the digest of its file.
    public var planHash: String
    /// Where it stands.
    public var state: RolloutState
    /// The current phase.
    public var phase: PhaseKey
    /// How many steps of the phase were made.
    public var steps: Int
    /// Since when it is in this state.
    public var since: Timestamp
    /// Since when it is in this phase.
    public var phaseSince: Timestamp
    /// When the phase's newest step was made.
    public var stepSince: Timestamp?
    /// Who approved that the plan is carried out, and under which policy.
    public var approval: RunApproval
    /// The flags that the plan sets, as its newest step, its start or its resumption left them.
    public var contents: [FlagContent]
    /// The phases that passed their gates.
    public var passed: [PhaseKey]
    /// What was ticked.
    public var tasks: [TaskTick]
    /// Who said go or no-go.
    public var attestations: [Attestation]
    /// What people reported of manual metrics.
    public var reports: [MetricReport]
    /// What people reported to guards.
    public var incidents: [Incident]
    /// What metrics were like before a phase, one for each criterion and guard that compares.
    public var baselines: [Baseline]
    /// How exposure goes down, from the beginning of it.
    public var rollback: RunningRollback?
    /// What paused the run, while it is paused.
    public var pause: Pause?
    /// What was decided, oldest first; only the newest keeps its evidence.
    public var decisions: [Decision]

    /// The members of the file in canonical order.
    public static let memberOrder = [
        "$schema", "plan", "run", "planHash", "state", "phase", "steps", "since", "phaseSince", "stepSince", "approval",
        "contents", "passed", "tasks", "attestations", "reports", "incidents", "baselines", "rollback", "pause",
        "decisions",
    ]

    /// Makes the status of a run that has just begun.
    public init(
        plan: PlanKey, run: String, planHash: String, phase: PhaseKey, at time: Timestamp, approval: RunApproval
    ) {
        self.plan = plan
        self.run = run
        self.planHash = planHash
        state = .waiting
        self.phase = phase
        steps = 0
        since = time
        phaseSince = time
        self.approval = approval
        contents = []
        passed = []
        tasks = []
        attestations = []
        reports = []
        incidents = []
        baselines = []
        decisions = []
    }
}

/// Who approved that a plan is carried out.
public struct RunApproval: Sendable, Hashable {
    /// The version of the environment's policy that was asked.
    public var policyVersion: Int
    /// When.
    public var at: Timestamp
    /// Who, as the commit says: `Name <email>`.
    public var by: [String]
    /// Whether it was asked for like raising exposure, so that the plan's steps may raise; where it was not, none may.
    public var coversRaising: Bool

    /// Makes an approval.
    public init(policyVersion: Int, at: Timestamp, by: [String], coversRaising: Bool = true) {
        self.policyVersion = policyVersion
        self.at = at
        self.by = by
        self.coversRaising = coversRaising
    }
}

/// A flag with everything that decides whom it is served to in an environment, by its digest.
public struct FlagContent: Sendable, Hashable {
    /// The flag.
    public var flag: FlagKey
    /// `sha256:` and the digest of its state, of what of its definition decides, and of the cohorts that it may name.
    public var digest: String

    /// Joins both.
    public init(flag: FlagKey, digest: String) {
        self.flag = flag
        self.digest = digest
    }
}

/// A tick at a task, or its removal.
public struct TaskTick: Sendable, Hashable {
    /// The task's phase.
    public var phase: PhaseKey
    /// The task.
    public var task: TaskKey
    /// Whether it is done now.
    public var isDone: Bool
    /// Who, when, and what they said.
    public var act: Act

    /// Makes a tick.
    public init(phase: PhaseKey, task: TaskKey, isDone: Bool, act: Act) {
        self.phase = phase
        self.task = task
        self.isDone = isDone
        self.act = act
    }
}

/// A person's act: who, when, why.
public struct Act: Sendable, Hashable {
    /// `Name <email>`, as the commit says.
    public var by: String
    /// When.
    public var at: Timestamp
    /// What they said.
    public var note: String?

    /// Makes an act.
    public init(by: String, at: Timestamp, note: String? = nil) {
        self.by = by
        self.at = at
        self.note = note
    }
}

/// What a role says at a gate.
public struct Attestation: Sendable, Hashable {
    /// Go or no-go.
    public enum Verdict: String, Sendable, Hashable, CaseIterable {
        case go
        case noGo = "no-go"
    }

    /// The phase whose gate it is.
    public var phase: PhaseKey
    /// The role that speaks.
    public var role: String
    /// What it says; the newest word of a role counts.
    public var verdict: Verdict
    /// Who, when, and what they said.
    public var act: Act

    /// Makes an attestation.
    public init(phase: PhaseKey, role: String, verdict: Verdict, act: Act) {
        self.phase = phase
        self.role = role
        self.verdict = verdict
        self.act = act
    }
}

/// A value of a manual metric.
public struct MetricReport: Sendable, Hashable {
    /// The metric.
    public var metric: MetricKey
    /// Its value, finite.
    public var value: Double
    /// Who, when, and what they said.
    public var act: Act

    /// Makes a report.
    public init(metric: MetricKey, value: Double, act: Act) {
        self.metric = metric
        self.value = value
        self.act = act
    }
}

/// What somebody reported to a guard.
public struct Incident: Sendable, Hashable {
    /// The guard.
    public var `guard`: GuardKey
    /// Who, when, and what they said.
    public var act: Act

    /// Makes an incident.
    public init(guard key: GuardKey, act: Act) {
        self.guard = key
        self.act = act
    }
}

/// What a metric was like before a phase, frozen at its start.
public struct Baseline: Sendable, Hashable {
    /// The phase.
    public var phase: PhaseKey
    /// The criterion or guard that compares with it.
    public var subject: MetricSubject
    /// The mean of the samples; nothing where there were none.
    public var value: Double?
    /// How many samples.
    public var samples: Int
    /// When the first could have been taken.
    public var from: Timestamp
    /// When the last could have been taken.
    public var to: Timestamp

    /// Makes a baseline.
    public init(
        phase: PhaseKey, subject: MetricSubject, value: Double?, samples: Int, from: Timestamp, to: Timestamp
    ) {
        self.phase = phase
        self.subject = subject
        self.value = value
        self.samples = samples
        self.from = from
        self.to = to
    }
}

/// What of a plan is measured.
public enum MetricSubject: Sendable, Hashable, Comparable {
    /// A guard.
    case `guard`(GuardKey)
    /// A criterion of the current phase.
    case criterion(CriterionKey)

    /// The key in words: `guard error-rate`, `criterion errors`.
    public var text: String {
        switch self {
        case .guard(let key): "guard \(key)"
        case .criterion(let key): "criterion \(key)"
        }
    }
}

/// How exposure goes down.
public struct RunningRollback: Sendable, Hashable {
    /// The way down.
    public var strategy: RollbackStrategy
    /// The flags that go down, sorted.
    public var flags: [FlagKey]
    /// How many rungs of the ladder are behind; 0 before the first.
    public var rungs: Int
    /// What set it off.
    public var cause: String

    /// Makes the beginning of a rollback.
    public init(strategy: RollbackStrategy, flags: [FlagKey], rungs: Int, cause: String) {
        self.strategy = strategy
        self.flags = flags
        self.rungs = rungs
        self.cause = cause
    }
}

/// What paused a run.
public struct Pause: Sendable, Hashable {
    /// The state that it goes on from.
    public var from: RolloutState
    /// What paused it.
    public var cause: String
    /// When it was paused; the time in a pause does not count for holds.
    public var at: Timestamp

    /// Makes a pause.
    public init(from: RolloutState, cause: String, at: Timestamp) {
        self.from = from
        self.cause = cause
        self.at = at
    }
}
