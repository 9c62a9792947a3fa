/// What lowers exposure by itself while a run is active, paused too.
public struct Guard: Sendable, Hashable {
    /// What sets a guard off.
    public enum Trigger: Sendable, Hashable {
        /// A metric that is measured.
        case metric(MetricTest, failure: Threshold)
        /// A report by somebody who holds one of the roles; by anybody where none is named.
        case report(roles: [String])
    }

    /// What a guard does.
    public enum Action: Sendable, Hashable {
        /// The run waits for somebody.
        case pause
        /// Exposure goes down.
        case rollBack(RollbackStrategy)
    }

    /// The guard's key.
    public var key: GuardKey
    /// What people call it.
    public var name: String?
    /// What sets it off.
    public var trigger: Trigger
    /// What it does.
    public var action: Action
    /// The phases that it is about; all where none is named.
    public var phases: [PhaseKey]

    /// The members in canonical order.
    public static let memberOrder =
        ["key", "name"] + MetricTest.memberOrder + ["failure", "reportedBy", "action", "phases", "metadata"]

    /// Makes a guard.
    public init(
        key: GuardKey, name: String? = nil, trigger: Trigger, action: Action, phases: [PhaseKey] = []
    ) {
        self.key = key
        self.name = name
        self.trigger = trigger
        self.action = action
        self.phases = phases
    }

    /// What people call it: its name, else its key.
    public var title: String { name ?? key.text }

    /// Whether it is about a phase.
    public func isAbout(_ phase: PhaseKey) -> Bool { phases.isEmpty || phases.contains(phase) }
}

/// How exposure goes down.
public struct RollbackStrategy: Sendable, Hashable {
    /// The way down.
    public enum Path: Sendable, Hashable {
        /// To off, in one commit.
        case immediate
        /// Down a ladder of percentages, in thousandths of a percent, strictly descending to 0; one rung each `every`.
        case gradual(ladder: [Int], every: ISODuration)
        /// To off but for the members of these cohorts, who keep exactly what they have.
        case partial(keep: [CohortKey])
    }

    /// Which flags go down.
    public enum Scope: String, Sendable, Hashable, CaseIterable {
        /// Those that the current phase has set.
        case phase
        /// Those that any phase of the run has set.
        case plan
    }

    /// The way down.
    public var path: Path
    /// Which flags go down.
    public var scope: Scope

    /// The members in canonical order.
    public static let memberOrder = ["strategy", "ladder", "every", "keep", "scope"]
    /// The ladder where none is given: 50, 25, 0 percent.
    public static let defaultLadder = [50_000, 25_000, 0]
    /// The time on a rung where none is given: ten minutes.
    public static let defaultEvery = ISODuration(seconds: 600)

    /// Makes a strategy.
    public init(_ path: Path, scope: Scope = .phase) {
        self.path = path
        self.scope = scope
    }

    /// The strategy's name in files: `immediate`, `gradual` or `partial`.
    public var word: String {
        switch path {
        case .immediate: "immediate"
        case .gradual: "gradual"
        case .partial: "partial"
        }
    }
}
