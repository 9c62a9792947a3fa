import Documents

/// Warns where the cohorts of a flag's rules are expected to be more than everybody.
///
/// Exposure is estimated from shares: more than 100 % of the population makes it too high.
enum SharesSum: ValidationRule {
    static let id = "shares-sum"

    static func check(_ content: RepositoryContent, _ report: ValidationReport) {
        for (environment, states) in content.states {
            for (key, state) in states {
                let cohorts = state.rules.compactMap { content.cohort($0.cohort, in: environment) }
                let sum = cohorts.reduce(0) { $0 + ($1.share ?? 0) }
                guard sum > Thousandths.whole else { continue }
                report.add(
                    .sharesSum(sum), in: .state(environment, key), at: .value(["rules"]),
                    concerned: cohorts.map { .cohort(environment, $0.key) })
            }
        }
    }
}

extension Problem {
    fileprivate static func sharesSum(_ sum: Int) -> Problem {
        Problem(
            SharesSum.id, "the shares of the rules' cohorts add up to \(Thousandths.text(sum)), more than 100",
            severity: .warning, hint: "lower the cohorts' 'share', or expect estimates that are too high")
    }
}
