import Documents

/// Warns where an application that gets no answer turns on what a protected environment keeps off.
///
/// The code default is what a flag is while flagctl cannot be reached. Where it is not the off variant and a
/// protected environment has the flag disabled, or does not have it at all, an outage exposes the feature.
enum FailOpen: ValidationRule {
    static let id = "fail-open"

    static func check(_ content: RepositoryContent, _ report: ValidationReport) {
        let protected = content.environments.values.filter(\.isProtected).map(\.key).sorted()
        guard !protected.isEmpty else { return }
        for (key, flag) in content.flags {
            guard let codeDefault = flag.codeDefault, codeDefault != flag.offVariant else { continue }
            for environment in protected {
                let kind = DocumentKind.state(environment, key)
                let problem: Problem
                if let state = content.state(of: key, in: environment) {
                    guard !state.enabled else { continue }
                    problem = .failOpen(codeDefault, "'\(environment)' keeps the flag off", flag)
                } else {
                    guard content.isAbsent(kind) else { continue }
                    problem = .failOpen(codeDefault, "'\(environment)' has no state for the flag", flag)
                }
                report.add(
                    problem, in: .flag(key), at: .value(["codeDefault"]),
                    concerned: [kind, .environment(environment)])
            }
        }
    }
}

extension Problem {
    fileprivate static func failOpen(_ codeDefault: VariantKey, _ why: String, _ flag: FeatureFlag) -> Problem {
        Problem(
            FailOpen.id, "code default '\(codeDefault)' fails open: \(why)", severity: .warning,
            hint: "let the code fall back to '\(flag.offVariant)' and write \"codeDefault\": \"\(flag.offVariant)\"")
    }
}
