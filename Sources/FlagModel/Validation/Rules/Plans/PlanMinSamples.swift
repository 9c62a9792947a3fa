import Documents

/// Refuses measurements that ask for more samples than a window of theirs can have: they would never come to anything.
enum PlanMinSamples: ValidationRule {
    static let id = "plan-min-samples"

    static func check(_ content: RepositoryContent, _ report: ValidationReport) {
        for plan in content.placedPlans {
            for measurement in plan.measurements {
                let test = measurement.part.test
                guard content.sourceKind(of: test.metric) == .prometheus, test.minSamples > test.samplesInWindow else {
                    continue
                }
                report.add(
                    .tooMany(test), in: plan.kind, at: .value(measurement.path + ["minSamples"]),
                    concerned: [.metrics])
            }
        }
    }
}

extension Problem {
    fileprivate static func tooMany(_ test: MetricTest) -> Problem {
        let window = ISODuration(seconds: test.window).text
        return Problem(
            PlanMinSamples.id, "a window of \(window) has \(test.samplesInWindow) samples, never \(test.minSamples)",
            hint: "ask for \(test.samplesInWindow) at most")
    }
}
