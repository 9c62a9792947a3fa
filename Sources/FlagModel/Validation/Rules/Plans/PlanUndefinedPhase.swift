import Documents

/// Refuses checks and guards about a phase that the plan does not have.
///
/// Such a check never holds, and such a guard never looks.
enum PlanUndefinedPhase: ValidationRule {
    static let id = "plan-undefined-phase"

    static func check(_ content: RepositoryContent, _ report: ValidationReport) {
        for plan in content.placedPlans {
            for task in plan.tasks {
                guard case .phase(let phase) = task.part.check else { continue }
                check(phase, at: task.path + ["check", "phase"], plan, report)
            }
            for (index, found) in plan.plan.guards.enumerated() {
                for (place, phase) in found.phases.enumerated() {
                    check(phase, at: ["guards", .index(index), "phases", .index(place)], plan, report)
                }
            }
        }
    }

    private static func check(_ phase: PhaseKey, at path: JSONPath, _ plan: PlacedPlan, _ report: ValidationReport) {
        guard plan.plan.phase(phase) == nil else { return }
        report.add(.undefined(phase, in: plan.plan), in: plan.kind, at: .value(path))
    }
}

extension Problem {
    fileprivate static func undefined(_ phase: PhaseKey, in plan: RolloutPlan) -> Problem {
        Problem(
            PlanUndefinedPhase.id, "the plan has no phase '\(phase)'",
            hint: nearHint(phase.text, among: plan.phases.map(\.key.text)))
    }
}
