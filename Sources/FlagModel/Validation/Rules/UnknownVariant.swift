import Documents

/// Refuses states and requirements that name a variant which the flag's definition does not have.
///
/// There would be nothing to serve, or a requirement that can never hold.
enum UnknownVariant: ValidationRule {
    static let id = "unknown-variant"

    static func check(_ content: RepositoryContent, _ report: ValidationReport) {
        for (environment, states) in content.states {
            for (key, state) in states {
                guard let flag = content.flags[key] else { continue }
                let kind = DocumentKind.state(environment, key)
                for (index, rule) in state.rules.enumerated() {
                    check(rule.serve, of: flag, at: ["rules", .index(index), "serve"], in: kind, report)
                }
                check(state.fallthrough, of: flag, at: ["fallthrough"], in: kind, report)
            }
        }
        for (key, flag) in content.flags {
            for (index, requirement) in flag.requires.enumerated() {
                guard let required = content.flags[requirement.flag], !required.has(requirement.variant) else {
                    continue
                }
                report.add(
                    .unknownVariant(requirement.variant, among: required.variants, of: required.key),
                    in: .flag(key), at: .value(["requires", .index(index), "variant"]),
                    concerned: [.flag(required.key)])
            }
        }
    }

    private static func check(
        _ serve: Serve, of flag: FeatureFlag, at path: JSONPath, in kind: DocumentKind, _ report: ValidationReport
    ) {
        switch serve {
        case .variant(let variant):
            if flag.has(variant) { return }
            let problem = Problem.unknownVariant(variant, among: flag.variants, of: flag.key)
            report.add(problem, in: kind, at: .value(path), concerned: [.flag(flag.key)])
        case .weights(let weights):
            for weight in weights where !flag.has(weight.variant) {
                let problem = Problem.unknownVariant(weight.variant, among: flag.variants, of: flag.key)
                let place = Place.name(path + [.member(weight.variant.text)])
                report.add(problem, in: kind, at: place, concerned: [.flag(flag.key)])
            }
        }
    }
}

extension FeatureFlag {
    /// Whether the flag has a variant of that name.
    fileprivate func has(_ variant: VariantKey) -> Bool { variants.contains { $0.key == variant } }
}
