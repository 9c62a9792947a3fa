public import FlagModel

extension Rollout {
    /// What the steps that were made set, in their order.
    public var assignmentsMade: [Assignment] {
        plan.phases.flatMap { phase -> ArraySlice<PlanStep> in
            if status.passed.contains(phase.key) { return phase.steps[...] }
            return phase.key == status.phase ? phase.steps.prefix(status.steps) : []
        }.flatMap(\.set)
    }
}
