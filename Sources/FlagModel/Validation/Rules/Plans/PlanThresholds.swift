import Documents

/// Refuses criteria for which a value can be a success and a failure at once.
///
/// Most often the failure threshold is on the wrong side of the success threshold.
enum PlanThresholds: ValidationRule {
    static let id = "plan-thresholds"

    static func check(_ content: RepositoryContent, _ report: ValidationReport) {
        for plan in content.placedPlans {
            for measurement in plan.measurements {
                guard let success = measurement.part.success, let failure = measurement.part.failure,
                    let value = shared(success, failure)
                else { continue }
                report.add(
                    .overlap(success, failure, value), in: plan.kind, at: .value(measurement.path + ["failure"]))
            }
        }
    }

    /// A value that both thresholds hold for; nil where there is none.
    ///
    /// Thresholds change only at their bounds, so that these, a value between them and one on each side say it all.
    private static func shared(_ success: Threshold, _ failure: Threshold) -> Double? {
        let middle = success.value / 2 + failure.value / 2
        let distance = Swift.max(1, (success.value - failure.value).magnitude)
        let values = [
            middle, success.value, failure.value, success.value - distance, success.value + distance,
            failure.value - distance, failure.value + distance, -.infinity, .infinity,
        ]
        return values.first { success.holds(for: $0) && failure.holds(for: $0) }
    }
}

extension Problem {
    fileprivate static func overlap(_ success: Threshold, _ failure: Threshold, _ value: Double) -> Problem {
        let example = value.isFinite ? ", as \(Decimals.text(value)) is" : ""
        return Problem(
            PlanThresholds.id,
            "a value can be a success (\(success.text)) and a failure (\(failure.text)) at once\(example)",
            hint: "leave no value to both; between the two the run holds")
    }
}
