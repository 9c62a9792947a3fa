import Documents

/// Refuses states of flags that are not defined, and requirements of such flags.
///
/// A state without a definition has no variants to serve: the flag does not exist for an application, although its
/// state says otherwise. A requirement of such a flag can never hold.
enum UndefinedFlag: ValidationRule {
    static let id = "undefined-flag"

    static func check(_ content: RepositoryContent, _ report: ValidationReport) {
        for kind in content.documents {
            guard case .state(let environment, let key) = kind, content.flags[key] == nil else { continue }
            let definition = DocumentKind.flag(key)
            guard content.isAbsent(definition) else { continue }
            let place = Place.value(["flag"])
            let hint = report.near(
                key.text, among: content.flags.keys.map(\.text), else: "create it: flagctl create \(key)")
            report.add(
                .undefined(key, in: environment, hint: hint), in: kind, at: place, concerned: [definition])
        }
        for (key, flag) in content.flags {
            for (index, requirement) in flag.requires.enumerated() where content.flags[requirement.flag] == nil {
                let definition = DocumentKind.flag(requirement.flag)
                guard content.isAbsent(definition) else { continue }
                let hint = report.near(
                    requirement.flag.text, among: content.flags.keys.map(\.text),
                    else: "create it: flagctl create \(requirement.flag)")
                report.add(
                    .undefinedRequirement(requirement.flag, hint: hint), in: .flag(key),
                    at: .value(["requires", .index(index), "flag"]), concerned: [definition])
            }
        }
    }
}

extension Problem {
    fileprivate static func undefined(_ key: FlagKey, in environment: EnvironmentKey, hint: String?) -> Problem {
        Problem(UndefinedFlag.id, "flag '\(key)' has a state in '\(environment)' but no definition", hint: hint)
    }

    fileprivate static func undefinedRequirement(_ key: FlagKey, hint: String?) -> Problem {
        Problem(UndefinedFlag.id, "the required flag '\(key)' is not defined", hint: hint)
    }
}
