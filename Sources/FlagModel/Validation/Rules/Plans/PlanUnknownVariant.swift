import Documents

/// Refuses plans that serve or look for a variant which the flag's definition does not have.
enum PlanUnknownVariant: ValidationRule {
    static let id = "plan-unknown-variant"

    static func check(_ content: RepositoryContent, _ report: ValidationReport) {
        for plan in content.placedPlans {
            for assignment in plan.assignments {
                let path = assignment.path + ["serve"]
                switch assignment.part.serve {
                case .variant(let variant):
                    check(variant, of: assignment.part.flag, at: .value(path), plan, content, report)
                case .weights(let weights):
                    for weight in weights {
                        let place = Place.name(path + [.member(weight.variant.text)])
                        check(weight.variant, of: assignment.part.flag, at: place, plan, content, report)
                    }
                case nil: break
                }
            }
            for placed in plan.checks {
                guard case .flag(let flag, let variant) = placed.part else { continue }
                check(variant, of: flag, at: .value(placed.path + ["variant"]), plan, content, report)
            }
        }
    }

    private static func check(
        _ variant: VariantKey, of key: FlagKey, at place: Place, _ plan: PlacedPlan, _ content: RepositoryContent,
        _ report: ValidationReport
    ) {
        guard let flag = content.flags[key], !flag.variants.contains(where: { $0.key == variant }) else { return }
        report.add(.unknown(variant, of: flag), in: plan.kind, at: place, concerned: [.flag(key)])
    }
}

extension Problem {
    fileprivate static func unknown(_ variant: VariantKey, of flag: FeatureFlag) -> Problem {
        Problem(
            PlanUnknownVariant.id, "flag '\(flag.key)' has no variant '\(variant)'",
            hint: nearHint(variant.text, among: flag.variants.map(\.key.text)))
    }
}
