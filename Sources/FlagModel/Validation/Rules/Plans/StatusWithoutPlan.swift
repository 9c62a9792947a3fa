import Documents

/// Refuses statuses of runs whose plan is gone while they can still move.
///
/// Nothing would say what is next, and nobody would guard what is on. The status of a run that is over is a record.
enum StatusWithoutPlan: ValidationRule {
    static let id = "status-without-plan"

    static func check(_ content: RepositoryContent, _ report: ValidationReport) {
        for (environment, statuses) in content.statuses {
            for (key, status) in statuses where status.state.isActive {
                let plan = DocumentKind.plan(environment, key)
                guard content.isAbsent(plan) else { continue }
                report.add(
                    .withoutPlan(status, environment), in: .status(environment, key), at: .value(["plan"]),
                    concerned: [plan])
            }
        }
    }
}

extension Problem {
    fileprivate static func withoutPlan(_ status: RolloutStatus, _ environment: EnvironmentKey) -> Problem {
        Problem(
            StatusWithoutPlan.id, "the run is \(status.state.text), and there is no plan '\(status.plan)'",
            hint: "end it while the plan is there: flagctl rollout stop \(status.plan) --env \(environment)")
    }
}
