import Documents

/// Warns where a flag that is archived is still enabled.
///
/// Either it is in use and not archived, or its state is left over.
enum ArchivedEnabled: ValidationRule {
    static let id = "archived-enabled"

    static func check(_ content: RepositoryContent, _ report: ValidationReport) {
        for (environment, states) in content.states {
            for (key, state) in states where state.enabled && content.flags[key]?.lifecycle?.stage == .archived {
                report.add(
                    .archivedEnabled(key, environment), in: .state(environment, key), at: .value(["enabled"]),
                    concerned: [.flag(key)])
            }
        }
    }
}

extension Problem {
    fileprivate static func archivedEnabled(_ key: FlagKey, _ environment: EnvironmentKey) -> Problem {
        Problem(
            ArchivedEnabled.id, "flag '\(key)' is archived but enabled in '\(environment)'", severity: .warning,
            hint: "turn it off: flagctl disable \(key) --env \(environment)")
    }
}
