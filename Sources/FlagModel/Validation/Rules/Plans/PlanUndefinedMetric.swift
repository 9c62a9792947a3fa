import Documents

/// Refuses criteria, guards and measures of metrics that nothing measures.
enum PlanUndefinedMetric: ValidationRule {
    static let id = "plan-undefined-metric"

    static func check(_ content: RepositoryContent, _ report: ValidationReport) {
        // Metrics that could not be decoded have their own findings.
        guard content.metrics != nil || content.isAbsent(.metrics) else { return }
        for plan in content.placedPlans {
            let measures = plan.plan.measures.enumerated().compactMap { index, measure in
                measure.metric.map { ($0, ["measures", .index(index)] as JSONPath) }
            }
            for (metric, path) in plan.measurements.map({ ($0.part.test.metric, $0.path) }) + measures
            where content.metrics?.metric(metric) == nil {
                let known = content.metrics?.metrics.map(\.key.text) ?? []
                let hint = report.near(metric.text, among: known, else: "define it in \(DocumentKind.metrics.path)")
                report.add(
                    .undefined(metric, hint: hint), in: plan.kind, at: .value(path + ["metric"]),
                    concerned: [.metrics])
            }
        }
    }
}

extension Problem {
    fileprivate static func undefined(_ metric: MetricKey, hint: String?) -> Problem {
        Problem(PlanUndefinedMetric.id, "nothing measures '\(metric)'", hint: hint)
    }
}
