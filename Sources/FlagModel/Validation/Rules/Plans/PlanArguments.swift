import Documents

/// Refuses measurements that leave a placeholder of their metric without a value, or give one that it does not have.
///
/// A misspelt argument would leave the metric's own value in force, and measure something else.
enum PlanArguments: ValidationRule {
    static let id = "plan-arguments"

    static func check(_ content: RepositoryContent, _ report: ValidationReport) {
        for plan in content.placedPlans {
            for measurement in plan.measurements {
                let test = measurement.part.test
                guard let metric = content.metrics?.metric(test.metric) else { continue }
                let names = metric.placeholders
                for name in names where test.arguments[name] == nil && metric.arguments[name] == nil {
                    report.add(
                        .missing(name, of: metric.key), in: plan.kind, at: .value(measurement.path + ["metric"]),
                        concerned: [.metrics])
                }
                for name in test.arguments.keys.sorted() where !names.contains(name) {
                    report.add(
                        .unknown(name, of: metric.key, among: names), in: plan.kind,
                        at: .name(measurement.path + ["arguments", .member(name)]), concerned: [.metrics])
                }
            }
            for (index, measure) in plan.plan.measures.enumerated() {
                guard let key = measure.metric, let metric = content.metrics?.metric(key) else { continue }
                for name in metric.placeholders where metric.arguments[name] == nil {
                    report.add(
                        .missing(name, of: key), in: plan.kind, at: .value(["measures", .index(index), "metric"]),
                        concerned: [.metrics])
                }
            }
        }
    }
}

extension MetricDefinition {
    /// The names that stand for arguments, each once, in order.
    fileprivate var placeholders: [String] {
        let texts: [String] =
            switch query {
            case .prometheus(let text), .http(let text, _): [text]
            case .file(_, let series): [series].compactMap(\.self)
            case .manual: []
            }
        var names: [String] = []
        for name in texts.flatMap({ MetricTemplate($0).placeholders }) where !names.contains(name) {
            names.append(name)
        }
        return names
    }
}

extension Problem {
    fileprivate static func missing(_ name: String, of metric: MetricKey) -> Problem {
        Problem(
            PlanArguments.id, "metric '\(metric)' has no value for '\(name)'",
            hint: "give it one here in 'arguments', or one for all in \(DocumentKind.metrics.path)")
    }

    fileprivate static func unknown(_ name: String, of metric: MetricKey, among names: [String]) -> Problem {
        let hint = names.isEmpty ? "it has no placeholders: remove it" : nearHint(name, among: names)
        return Problem(PlanArguments.id, "metric '\(metric)' has no placeholder '\(name)'", hint: hint)
    }
}
