import Documents

/// Refuses an environment's folder without an `environment.json`.
///
/// Without it nobody knows what policy the environment has, and a missing policy must not pass for none.
enum MissingEnvironment: ValidationRule {
    static let id = "missing-environment"

    static func check(_ content: RepositoryContent, _ report: ValidationReport) {
        for key in content.environmentKeys where content.isAbsent(.environment(key)) {
            report.add(.missingEnvironment(key), in: .environment(key))
        }
    }
}

extension Problem {
    fileprivate static func missingEnvironment(_ key: EnvironmentKey) -> Problem {
        Problem(
            MissingEnvironment.id, "environment '\(key)' has no 'environment.json'",
            hint: "create it: flagctl env create \(key)")
    }
}
