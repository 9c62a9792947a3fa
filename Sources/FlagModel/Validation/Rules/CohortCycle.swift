import Documents

/// Refuses cohorts that refer to each other in a circle.
///
/// Whether somebody belongs to one of them would depend on itself.
enum CohortCycle: ValidationRule {
    static let id = "cohort-cycle"

    static func check(_ content: RepositoryContent, _ report: ValidationReport) {
        for (environment, cohorts) in content.cohorts {
            var edges: [CohortKey: [CohortKey]] = [:]
            for (key, cohort) in cohorts {
                let targets = cohort.match.cohortReferences.map(\.cohort)
                if !targets.isEmpty { edges[key] = targets }
            }
            for circle in circles(in: edges) {
                guard let first = circle.first else { continue }
                let next = circle.count > 1 ? circle[1] : first
                let reference = cohorts[first]?.match.cohortReferences.first { $0.cohort == next }
                report.add(
                    .cohortCycle(circle), in: .cohort(environment, first),
                    at: reference.map { .value(["match"] + $0.path) },
                    concerned: circle.map { .cohort(environment, $0) })
            }
        }
    }
}

extension Problem {
    fileprivate static func cohortCycle(_ circle: [CohortKey]) -> Problem {
        let names = (circle + circle.prefix(1)).map(\.text).joined(separator: " → ")
        return Problem(
            CohortCycle.id, "cohorts refer to each other in a circle: \(names)",
            hint: "write the condition of one of them out instead of referring to the next")
    }
}
