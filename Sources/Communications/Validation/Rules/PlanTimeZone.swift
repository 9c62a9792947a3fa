import Documents
import FlagModel

/// Refuses schedules in a time zone that there is not: none of the plan's messages would go out.
enum PlanTimeZone: MessageRule {
    static let id = "plan-time-zone"

    static func check(_ report: MessageReport) {
        for (kind, plan) in report.plans where plan.schedule.timeZone != PlanSchedule.defaultTimeZone {
            do throws(PlanCalendar.UnknownTimeZone) {
                _ = try PlanCalendar(plan.schedule)
            } catch {
                report.add(
                    id, "there is no time zone '\(error.name)'", hint: error.hint, in: kind,
                    at: ["schedule", "timeZone"], else: [])
            }
        }
    }
}
