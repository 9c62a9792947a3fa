extension RolloutPlan {
    /// What the plan sets, step after step.
    public var assignments: [Assignment] { phases.flatMap(\.steps).flatMap(\.set) }

    /// The flags that the plan sets, each once, sorted.
    public var flags: [FlagKey] { Set(assignments.map(\.flag)).sorted() }

    /// Everything that flagctl has to see by itself: what tasks check, and what messages go out for.
    public var checks: [TaskCheck] {
        phases.flatMap { $0.prerequisites + $0.tasks }.compactMap(\.check) + messages.compactMap(\.condition)
    }

    /// The flags, states and cohorts that the plan names, in the environment that it is in.
    public func references(in environment: EnvironmentKey) -> Set<DocumentKind> {
        let checked = checks.compactMap { check -> FlagKey? in
            guard case .flag(let flag, _) = check else { return nil }
            return flag
        }
        let strategies =
            phases.compactMap(\.rollback)
            + guards.compactMap { found in
                guard case .rollBack(let strategy) = found.action else { return nil }
                return strategy
            }
        let kept = strategies.flatMap { strategy -> [CohortKey] in
            guard case .partial(let keep) = strategy.path else { return [] }
            return keep
        }
        let flags = assignments.map(\.flag) + checked
        return Set(
            flags.flatMap { [.flag($0), .state(environment, $0)] }
                + (assignments.compactMap(\.cohort) + kept).map { .cohort(environment, $0) })
    }
}
