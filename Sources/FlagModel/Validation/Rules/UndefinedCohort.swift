import Documents

/// Refuses rules and conditions that refer to a cohort which the environment does not have.
///
/// Cohorts belong to one environment: promoting a state without its cohorts would leave a rule that nobody matches.
enum UndefinedCohort: ValidationRule {
    static let id = "undefined-cohort"

    static func check(_ content: RepositoryContent, _ report: ValidationReport) {
        for (environment, states) in content.states {
            for (key, state) in states {
                for (index, rule) in state.rules.enumerated() {
                    let place = Place.value(["rules", .index(index), "cohort"])
                    check(rule.cohort, environment, .state(environment, key), place, content, report)
                }
            }
        }
        for (environment, cohorts) in content.cohorts {
            for (key, cohort) in cohorts {
                for reference in cohort.match.cohortReferences {
                    let place = Place.value(["match"] + reference.path)
                    check(reference.cohort, environment, .cohort(environment, key), place, content, report)
                }
            }
        }
    }

    private static func check(
        _ cohort: CohortKey, _ environment: EnvironmentKey, _ kind: DocumentKind, _ place: Place,
        _ content: RepositoryContent, _ report: ValidationReport
    ) {
        guard content.cohort(cohort, in: environment) == nil else { return }
        let definition = DocumentKind.cohort(environment, cohort)
        guard content.isAbsent(definition) else { return }
        let hint = report.near(
            cohort.text, among: content.cohorts[environment, default: [:]].keys.map(\.text),
            else: "create it: flagctl cohort create \(cohort) --env \(environment)")
        report.add(.undefinedCohort(cohort, environment, hint: hint), in: kind, at: place, concerned: [definition])
    }
}

extension Problem {
    fileprivate static func undefinedCohort(
        _ cohort: CohortKey, _ environment: EnvironmentKey, hint: String?
    ) -> Problem {
        Problem(UndefinedCohort.id, "'\(environment)' has no cohort '\(cohort)'", hint: hint)
    }
}
