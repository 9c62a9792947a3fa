import Documents

/// Refuses plans that set or look at a flag which is not defined.
enum PlanUndefinedFlag: ValidationRule {
    static let id = "plan-undefined-flag"

    static func check(_ content: RepositoryContent, _ report: ValidationReport) {
        for plan in content.placedPlans {
            for flag in plan.flags where content.flags[flag.part] == nil {
                let definition = DocumentKind.flag(flag.part)
                guard content.isAbsent(definition) else { continue }
                let hint = report.near(
                    flag.part.text, among: content.flags.keys.map(\.text),
                    else: "create it: flagctl create \(flag.part)")
                report.add(
                    .undefined(flag.part, hint: hint), in: plan.kind, at: .value(flag.path), concerned: [definition])
            }
        }
    }
}

extension Problem {
    fileprivate static func undefined(_ key: FlagKey, hint: String?) -> Problem {
        Problem(PlanUndefinedFlag.id, "flag '\(key)' is not defined", hint: hint)
    }
}
