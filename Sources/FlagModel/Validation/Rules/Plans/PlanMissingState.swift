import Documents

/// Refuses plans about flags that have no state in the plan's environment: a step has nothing to set there.
enum PlanMissingState: ValidationRule {
    static let id = "plan-missing-state"

    static func check(_ content: RepositoryContent, _ report: ValidationReport) {
        for plan in content.placedPlans {
            for flag in plan.flags {
                let state = DocumentKind.state(plan.environment, flag.part)
                // A flag without a definition has its own finding.
                guard content.isAbsent(state), !content.isAbsent(.flag(flag.part)) else { continue }
                report.add(
                    .missingState(flag.part, plan.environment), in: plan.kind, at: .value(flag.path),
                    concerned: [state])
            }
        }
    }
}

extension Problem {
    fileprivate static func missingState(_ key: FlagKey, _ environment: EnvironmentKey) -> Problem {
        Problem(
            PlanMissingState.id, "flag '\(key)' has no state in '\(environment)'",
            hint: "add it there, off: flagctl create \(key) --env \(environment)")
    }
}
