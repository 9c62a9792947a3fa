import Documents

/// Refuses plans that serve or keep a cohort which their environment does not have.
enum PlanUndefinedCohort: ValidationRule {
    static let id = "plan-undefined-cohort"

    static func check(_ content: RepositoryContent, _ report: ValidationReport) {
        for plan in content.placedPlans {
            for assignment in plan.assignments {
                guard let cohort = assignment.part.cohort else { continue }
                check(cohort, at: assignment.path + ["cohort"], plan, content, report)
            }
            for (strategy, _) in plan.strategies {
                guard case .partial(let keep) = strategy.part.path else { continue }
                for (index, cohort) in keep.enumerated() {
                    check(cohort, at: strategy.path + ["keep", .index(index)], plan, content, report)
                }
            }
        }
    }

    private static func check(
        _ cohort: CohortKey, at path: JSONPath, _ plan: PlacedPlan, _ content: RepositoryContent,
        _ report: ValidationReport
    ) {
        let definition = DocumentKind.cohort(plan.environment, cohort)
        guard content.cohort(cohort, in: plan.environment) == nil, content.isAbsent(definition) else { return }
        let hint = report.near(
            cohort.text, among: content.cohorts[plan.environment, default: [:]].keys.map(\.text),
            else: "create it: flagctl cohort create \(cohort) --env \(plan.environment)")
        report.add(
            .undefined(cohort, plan.environment, hint: hint), in: plan.kind, at: .value(path), concerned: [definition])
    }
}

extension Problem {
    fileprivate static func undefined(_ cohort: CohortKey, _ environment: EnvironmentKey, hint: String?) -> Problem {
        Problem(PlanUndefinedCohort.id, "'\(environment)' has no cohort '\(cohort)'", hint: hint)
    }
}
