import Documents

/// Warns where two environments have the same place on the way to production.
///
/// Lists and the matrix would show them in an order that nobody chose.
enum EnvironmentOrder: ValidationRule {
    static let id = "environment-order"

    static func check(_ content: RepositoryContent, _ report: ValidationReport) {
        var first: [Int: EnvironmentKey] = [:]
        for environment in content.environments.values.sorted(by: { $0.key < $1.key }) {
            guard let other = first[environment.order] else {
                first[environment.order] = environment.key
                continue
            }
            report.add(
                .sameOrder(environment.order, other), in: .environment(environment.key), at: .value(["order"]),
                concerned: [.environment(other)])
        }
    }
}

extension Problem {
    fileprivate static func sameOrder(_ order: Int, _ other: EnvironmentKey) -> Problem {
        Problem(EnvironmentOrder.id, "order \(order) is that of environment '\(other)' too", severity: .warning)
    }
}
