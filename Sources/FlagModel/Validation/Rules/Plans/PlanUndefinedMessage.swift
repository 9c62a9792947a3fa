import Documents

/// Refuses checks of a message that the plan does not have: such a check never holds.
enum PlanUndefinedMessage: ValidationRule {
    static let id = "plan-undefined-message"

    static func check(_ content: RepositoryContent, _ report: ValidationReport) {
        for plan in content.placedPlans {
            for check in plan.checks {
                guard case .message(let key) = check.part, plan.plan.message(key) == nil else { continue }
                report.add(.undefined(key, in: plan.plan), in: plan.kind, at: .value(check.path + ["message"]))
            }
        }
    }
}

extension Problem {
    fileprivate static func undefined(_ key: MessageKey, in plan: RolloutPlan) -> Problem {
        Problem(
            PlanUndefinedMessage.id, "the plan has no message '\(key)'",
            hint: nearHint(key.text, among: plan.messages.map(\.key.text)))
    }
}
