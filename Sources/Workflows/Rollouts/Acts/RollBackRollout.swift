import Documents
import FlagModel
import FlagRepository
import Rollouts

/// Takes a run's flags down.
public struct RollBackRollout: Sendable {
    /// The plan.
    public var plan: String
    /// Where.
    public var environment: String
    /// How; the phase's own strategy, else immediately, where nothing is given.
    public var strategy: StrategyText

    /// Names the plan and how its flags go down.
    public init(_ plan: String, in environment: String, strategy: StrategyText = StrategyText()) {
        self.plan = plan
        self.environment = environment
        self.strategy = strategy
    }

    /// Commits the rollback, or its first rung.
    ///
    /// - Throws: a failure that ``Failure/init(_:)`` describes; `cannot-keep` where a cohort cannot be kept exactly.
    public func run(_ session: Session, _ options: EditOptions) async throws -> EditReport {
        let acting = try RunEditing(plan, in: environment, session, options)
        return try await acting.edit("rollout-rollback") { scene in
            let strategy = try self.strategy.strategy(
                usual: scene.run.phase?.rollback ?? RollbackStrategy(.immediate), in: scene.environment, scene.base)
            guard !scene.run.flags(in: strategy.scope).isEmpty else {
                throw Failure(
                    "nothing-to-do", "the run of '\(plan)' has set nothing yet",
                    hint: "end it: flagctl rollout stop \(plan) --env \(environment)")
            }
            return scene.run.rollingBack(
                strategy, cause: scene.act.note ?? "rolled back by hand", at: scene.act.at, by: scene.act.by)
        }
    }
}

/// How exposure goes down, as typed.
public struct StrategyText: Sendable, Hashable {
    /// `immediate`, `gradual` or `partial`.
    public var name: String?
    /// Cohorts that are kept.
    public var keep: [String]
    /// Percentages from the top down.
    public var ladder: [String]
    /// The time on a rung, as ISO 8601 or like `10m`.
    public var every: String?
    /// Whether every flag that the run has set goes down, rather than those of the current phase.
    public var wholePlan: Bool

    /// Takes what was typed.
    public init(
        _ name: String? = nil, keep: [String] = [], ladder: [String] = [], every: String? = nil, wholePlan: Bool = false
    ) {
        self.name = name
        self.keep = keep
        self.ladder = ladder
        self.every = every
        self.wholePlan = wholePlan
    }

    /// The strategy that is meant.
    ///
    /// - Throws: a ``Failure`` for words that do not go together.
    func strategy(
        usual: RollbackStrategy, in environment: EnvironmentKey, _ base: Snapshot
    ) throws -> RollbackStrategy {
        let scope: RollbackStrategy.Scope = wholePlan ? .plan : usual.scope
        let word = name ?? (keep.isEmpty ? ladder.isEmpty ? nil : "gradual" : "partial")
        guard let word else { return RollbackStrategy(usual.path, scope: scope) }
        switch word {
        case "immediate":
            try refuse(!keep.isEmpty, "--keep", "partial")
            try refuse(!ladder.isEmpty || every != nil, "--ladder", "gradual")
            return RollbackStrategy(.immediate, scope: scope)
        case "gradual":
            try refuse(!keep.isEmpty, "--keep", "partial")
            return RollbackStrategy(
                .gradual(
                    ladder: try rungs(), every: try every.map(DurationText.parse) ?? RollbackStrategy.defaultEvery),
                scope: scope)
        case "partial":
            try refuse(!ladder.isEmpty || every != nil, "--ladder", "gradual")
            guard !keep.isEmpty else {
                throw Failure.usage("a partial rollback keeps somebody", hint: "name them: --keep early-adopters")
            }
            return RollbackStrategy(
                .partial(keep: try keep.map { try base.cohortKey($0, in: environment) }), scope: scope)
        default: throw Failure.usage("there is no strategy '\(word)'", hint: "immediate, gradual or partial")
        }
    }

    private func refuse(_ isGiven: Bool, _ option: String, _ strategy: String) throws {
        if isGiven { throw Failure.usage("\(option) belongs to --strategy \(strategy)", hint: nil) }
    }

    private func rungs() throws -> [Int] {
        guard !ladder.isEmpty else { return RollbackStrategy.defaultLadder }
        var rungs: [Int] = []
        for text in ladder {
            let rung = JSONNumber(literal: text)?.scaled(by: 3) ?? -1
            guard (0...Thousandths.whole).contains(rung), rung < rungs.last ?? Thousandths.whole + 1 else {
                throw Failure.usage("the ladder does not descend at '\(text)'", hint: "write --ladder 50,25,0")
            }
            rungs.append(rung)
        }
        if rungs.last != 0 { rungs.append(0) }
        return rungs
    }
}
