import Documents

/// Refuses checks, guards and messages about a phase that the plan does not have.
///
/// Such a check never holds, such a guard never looks, and such a message never goes out.
enum PlanUndefinedPhase: ValidationRule {
    static let id = "plan-undefined-phase"

    static func check(_ content: RepositoryContent, _ report: ValidationReport) {
        for plan in content.placedPlans {
            for placed in plan.checks {
                guard case .phase(let phase) = placed.part else { continue }
                check(phase, at: placed.path + ["phase"], plan, report)
            }
            for message in plan.messages {
                guard let phase = message.part.moment.event.phase else { continue }
                check(phase, at: message.path + ["when"], plan, report)
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
