/// A part of a rollout that ends at a gate.
public struct Phase: Sendable, Hashable {
    /// The phase's key.
    public var key: PhaseKey
    /// What people call it.
    public var name: String
    /// What it is about.
    public var description: String?
    /// How risky it is, in a word.
    public var risk: String?
    /// When it starts at the earliest.
    public var start: PhaseStart?
    /// What has to be ticked or hold before the first step.
    public var prerequisites: [PlanTask]
    /// What has to be ticked or hold at the gate.
    public var tasks: [PlanTask]
    /// What changes, in order; none in a phase that is about tasks.
    public var steps: [PlanStep]
    /// What has to be measured before each further step and at the gate.
    public var criteria: [Criterion]
    /// Who has to agree to the next phase.
    public var gate: Gate
    /// What is done where a criterion fails; the run pauses without one.
    public var rollback: RollbackStrategy?

    /// The members in canonical order.
    public static let memberOrder = [
        "key", "name", "description", "risk", "start", "delay", "prerequisites", "tasks", "steps", "criteria", "gate",
        "rollback", "metadata",
    ]

    /// Makes a phase.
    public init(
        key: PhaseKey, name: String, description: String? = nil, risk: String? = nil, start: PhaseStart? = nil,
        prerequisites: [PlanTask] = [], tasks: [PlanTask] = [], steps: [PlanStep] = [], criteria: [Criterion] = [],
        gate: Gate = Gate(), rollback: RollbackStrategy? = nil
    ) {
        self.key = key
        self.name = name
        self.description = description
        self.risk = risk
        self.start = start
        self.prerequisites = prerequisites
        self.tasks = tasks
        self.steps = steps
        self.criteria = criteria
        self.gate = gate
        self.rollback = rollback
    }

    /// A task or prerequisite by its key; nil where there is none.
    public func task(_ key: TaskKey) -> PlanTask? { (prerequisites + tasks).first { $0.key == key } }
}

/// When a phase starts at the earliest.
public enum PhaseStart: Sendable, Hashable {
    /// At a moment.
    case at(Timestamp)
    /// This long after the phase before it was entered; in the first phase after the start of the run.
    case delay(ISODuration)
}

/// What stands between a phase and the next one.
public struct Gate: Sendable, Hashable {
    /// The roles that each have to say "go"; none where the gate opens by itself.
    public var roles: [String]
    /// How long the phase's last step has to have been in force.
    public var hold: ISODuration?

    /// Makes a gate.
    public init(roles: [String] = [], hold: ISODuration? = nil) {
        self.roles = roles
        self.hold = hold
    }
}

/// Something that somebody does, or that flagctl can see.
public struct PlanTask: Sendable, Hashable {
    /// The task's key, which is its own within the phase.
    public var key: TaskKey
    /// What is to be done or to hold.
    public var text: String
    /// Whether the plan's author ticked it.
    public var isDone: Bool
    /// Who may tick it; where empty, whoever the plan lets.
    public var roles: [String]
    /// Whether the phase can go on without it.
    public var isOptional: Bool
    /// What flagctl itself sees; a tick counts only where it holds.
    public var check: TaskCheck?

    /// The members in canonical order.
    public static let memberOrder = ["key", "text", "done", "roles", "optional", "check", "metadata"]

    /// Makes a task.
    public init(
        key: TaskKey, text: String, isDone: Bool = false, roles: [String] = [], isOptional: Bool = false,
        check: TaskCheck? = nil
    ) {
        self.key = key
        self.text = text
        self.isDone = isDone
        self.roles = roles
        self.isOptional = isOptional
        self.check = check
    }
}

/// What flagctl can see by itself.
public enum TaskCheck: Sendable, Hashable {
    /// An earlier phase of the run passed its gate.
    case phase(PhaseKey)
    /// Everybody is served a flag's variant in the plan's environment.
    case flag(FlagKey, VariantKey)
    /// A message of the plan was sent on all its channels.
    case message(MessageKey)
}
