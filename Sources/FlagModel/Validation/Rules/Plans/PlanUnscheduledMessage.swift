import Documents

/// Warns of messages before a start that the plan does not announce: they never go out.
enum PlanUnscheduledMessage: ValidationRule {
    static let id = "plan-unscheduled-message"

    static func check(_ content: RepositoryContent, _ report: ValidationReport) {
        for plan in content.placedPlans where plan.plan.schedule.start == nil {
            for message in plan.messages where message.part.isNotice {
                report.add(.unscheduled(message.part), in: plan.kind, at: .value(message.path + ["when"]))
            }
        }
    }
}

extension Problem {
    fileprivate static func unscheduled(_ message: PlanMessage) -> Problem {
        Problem(
            PlanUnscheduledMessage.id, "'\(message.moment.text)' never comes: the plan announces no start",
            severity: .warning, hint: "add \"schedule\": {\"start\": \"2026-02-16T09:00:00Z\"} to the plan")
    }
}
