import Documents

/// Refuses a requirement that another flag serves its off variant.
///
/// Turning that flag off would raise the exposure of the one that requires it, and turning off must never do that.
enum RequiresOffVariant: ValidationRule {
    static let id = "requires-off-variant"

    static func check(_ content: RepositoryContent, _ report: ValidationReport) {
        for (key, flag) in content.flags {
            for (index, requirement) in flag.requires.enumerated() {
                guard let required = content.flags[requirement.flag], requirement.variant == required.offVariant else {
                    continue
                }
                report.add(
                    .requiresOffVariant(requirement), in: .flag(key),
                    at: .value(["requires", .index(index), "variant"]), concerned: [.flag(required.key)])
            }
        }
    }
}

extension Problem {
    fileprivate static func requiresOffVariant(_ requirement: Requirement) -> Problem {
        Problem(
            RequiresOffVariant.id, "'\(requirement.variant)' is what '\(requirement.flag)' serves when it is off",
            hint: "turning '\(requirement.flag)' off would turn this flag on: require another variant")
    }
}
