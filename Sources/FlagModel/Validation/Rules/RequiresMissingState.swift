import Documents

/// Warns where a flag is enabled in an environment that has no state of a flag which it requires.
///
/// The requirement cannot hold there, so the flag serves its off variant although it is enabled.
enum RequiresMissingState: ValidationRule {
    static let id = "requires-missing-state"

    static func check(_ content: RepositoryContent, _ report: ValidationReport) {
        for (environment, states) in content.states {
            for (key, state) in states where state.enabled {
                for requirement in content.flags[key]?.requires ?? [] where states[requirement.flag] == nil {
                    let missing = DocumentKind.state(environment, requirement.flag)
                    guard content.isAbsent(missing) else { continue }
                    report.add(
                        .missingState(requirement.flag, environment), in: .state(environment, key),
                        at: .value(["enabled"]), concerned: [.flag(key), missing])
                }
            }
        }
    }
}

extension Problem {
    fileprivate static func missingState(_ flag: FlagKey, _ environment: EnvironmentKey) -> Problem {
        Problem(
            RequiresMissingState.id, "the required flag '\(flag)' has no state in '\(environment)'", severity: .warning,
            hint: "nobody gets this flag there until: flagctl enable \(flag) --env \(environment)")
    }
}
