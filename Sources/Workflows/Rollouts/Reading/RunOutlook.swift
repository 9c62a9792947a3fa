import Evaluation
import FlagModel
import FlagRepository
import Governance
import Rollouts

/// What the flags of a run are exposed to now, and after what the run does with them next.
struct RunOutlook {
    /// One flag.
    struct Row {
        let flag: FlagKey
        let now: Exposure
        /// Nothing where the next change leaves the flag alone.
        let next: Exposure?
    }

    /// What changes next, in words; nothing where nothing more does.
    let change: String?
    /// The flags that the run has set or sets next, sorted.
    let rows: [Row]

    init(of run: Rollout, _ base: Snapshot, in environment: EnvironmentKey) throws {
        let (words, effect) = Self.effect(of: run)
        change = words
        var flags = Set(run.flags(in: .plan))
        switch effect {
        case .none: break
        case .assign(let assignments): flags.formUnion(assignments.map(\.flag))
        case .lower(let lowered, _): flags.formUnion(lowered)
        }
        rows = try flags.sorted().compactMap { flag in
            guard let definition = try base.flag(flag), let state = try base.state(flag, in: environment) else {
                return nil
            }
            let version = FlagVersion(definition: definition, state: state)
            let next = Self.state(state, of: definition, after: effect)
            return Row(
                flag: flag, now: try base.exposure(of: version, in: environment),
                next: try next.map {
                    try base.exposure(of: FlagVersion(definition: definition, state: $0), in: environment)
                })
        }
    }

    /// The next change of flags, whatever has to happen before it.
    private static func effect(of run: Rollout) -> (words: String?, Move.Effect) {
        let status = run.status
        guard status.state.isActive else { return (nil, .none) }
        if let running = status.rollback, case .gradual(let ladder, _) = running.strategy.path {
            let height = running.rungs < ladder.count ? ladder[running.rungs] : 0
            let words = height == 0 ? "off" : "down to \(Thousandths.text(height))%"
            return (words, .lower(running.flags, height == 0 ? .off : .cap(height)))
        }
        let rest = run.plan.phases.drop { $0.key != status.phase }
        for (offset, phase) in rest.enumerated() {
            let made = offset == 0 ? status.steps : 0
            guard made < phase.steps.count else { continue }
            return (phase.steps[made].title, .assign(phase.steps[made].set))
        }
        return (nil, .none)
    }

    /// The state after an effect; nothing where it leaves the flag alone.
    private static func state(
        _ state: FlagState, of definition: FeatureFlag, after effect: Move.Effect
    ) -> FlagState? {
        switch effect {
        case .none: return nil
        case .assign(let assignments):
            let own = assignments.filter { $0.flag == definition.key }
            return own.isEmpty ? nil : own.reduce(state) { $1.applied(to: $0) }
        case .lower(let flags, let lowering):
            guard flags.contains(definition.key) else { return nil }
            // Rungs never keep cohorts, so that this cannot fail.
            return try? lowering.applied(to: state, of: definition)
        }
    }
}
