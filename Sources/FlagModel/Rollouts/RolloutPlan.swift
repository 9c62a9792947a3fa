public import Documents

/// A rollout plan as people write and review it: `environments/<env>/rollouts/<key>/plan.json`.
public struct RolloutPlan: Sendable, Hashable {
    /// The plan's key, which is its folder's name.
    public var key: PlanKey
    /// What people call the rollout.
    public var name: String
    /// What it is about.
    public var description: String?
    /// Who answers for it, in words.
    public var owner: String?
    /// Who may do what to a run.
    public var roles: PlanRoles
    /// How old the watcher's last look may be when a gate is passed, in seconds.
    public var maxAge: Int
    /// What happens in which order; at least one.
    public var phases: [Phase]
    /// What lowers exposure by itself, in the order in which they are asked.
    public var guards: [Guard]
    /// What success is measured by, for readers.
    public var measures: [PlanMeasure]
    /// What may go wrong, for readers.
    public var risks: [PlanRisk]
    /// Whom to turn to, for readers.
    public var contacts: [PlanContact]
    /// Whom to tell what and when.
    public var messages: [PlanMessage]
    /// When it is to start, and the calendar that messages go by.
    public var schedule: PlanSchedule
    /// Addresses of documentation and the like by their names; all values are strings.
    public var links: JSONObject

    /// How old the watcher's last look may be where a plan does not say, in seconds: ten minutes.
    public static let defaultMaxAge = 600

    /// The members of the file in canonical order.
    public static let memberOrder = [
        "$schema", "key", "name", "description", "owner", "roles", "watch", "phases", "guards", "measures", "risks",
        "contacts", "schedule", "links", "messages", "metadata",
    ]

    /// The members that decide what a run does; all others are for readers, for messages and their calendar.
    public static let decidingMembers: Set<String> = ["key", "roles", "watch", "phases", "guards"]

    /// Makes a plan.
    public init(
        key: PlanKey, name: String, description: String? = nil, owner: String? = nil, roles: PlanRoles = PlanRoles(),
        maxAge: Int = RolloutPlan.defaultMaxAge, phases: [Phase], guards: [Guard] = [], measures: [PlanMeasure] = [],
        risks: [PlanRisk] = [], contacts: [PlanContact] = [], messages: [PlanMessage] = [],
        schedule: PlanSchedule = PlanSchedule(), links: JSONObject = JSONObject([])
    ) {
        self.key = key
        self.name = name
        self.description = description
        self.owner = owner
        self.roles = roles
        self.maxAge = maxAge
        self.phases = phases
        self.guards = guards
        self.measures = measures
        self.risks = risks
        self.contacts = contacts
        self.messages = messages
        self.schedule = schedule
        self.links = links
    }

    /// A phase by its key; nil where there is none.
    public func phase(_ key: PhaseKey) -> Phase? { phases.first { $0.key == key } }

    /// A message by its key; nil where there is none.
    public func message(_ key: MessageKey) -> PlanMessage? { messages.first { $0.key == key } }

    /// A guard by its key; nil where there is none.
    public func `guard`(_ key: GuardKey) -> Guard? { guards.first { $0.key == key } }
}

/// Who may do what to a run: roles of people.json, of which one is enough; empty where anybody may.
public struct PlanRoles: Sendable, Hashable {
    /// Who may start it.
    public var start: [String]
    /// Who may have a gate passed.
    public var promote: [String]
    /// Who may resume it.
    public var resume: [String]
    /// Who may tick tasks that name no role of their own.
    public var task: [String]

    /// The members in canonical order.
    public static let memberOrder = ["start", "promote", "resume", "task"]

    /// Names roles.
    public init(start: [String] = [], promote: [String] = [], resume: [String] = [], task: [String] = []) {
        self.start = start
        self.promote = promote
        self.resume = resume
        self.task = task
    }
}
