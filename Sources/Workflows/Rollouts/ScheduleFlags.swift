import Documents
import FlagModel
import FlagRepository
import Rollouts

/// Turns flags on or off at a time: a plan of one step, whose start is approved now.
///
/// A schedule whose policy, freeze or approval no longer holds at its time does not fire.
public struct ScheduleFlags: Sendable {
    /// Which flags.
    public var selection: Selection
    /// Where.
    public var environment: String
    /// On or off.
    public var enabled: Bool
    /// When: RFC 3339, or a span of time from now such as `2h`.
    public var time: String

    /// Names the flags, the direction and the time.
    public init(_ selection: Selection, in environment: String, enabled: Bool, at time: String) {
        self.selection = selection
        self.environment = environment
        self.enabled = enabled
        self.time = time
    }

    /// Commits the plan and its start.
    ///
    /// - Throws: a failure that ``Failure/init(_:)`` describes; `past` for a time that is over.
    public func run(_ session: Session, _ options: EditOptions) async throws -> EditReport {
        let time = try moment(session.now)
        let run = session.changeID()
        let acting = try RunEditing("", in: environment, session, options)
        return try await acting.editing.run { draft in
            let environment = try draft.base.environmentKey(environment)
            let flags = try selection.flags(in: environment, of: draft.base)
            for flag in flags { _ = try draft.base.requireState(flag, in: environment) }
            let verb = enabled ? "enable" : "disable"
            let name = "\(enabled ? "Enable" : "Disable") \(selection.text(flags)) at \(time)"
            let plan = try GeneratedPlan(
                key: GeneratedPlan.key("schedule-\(verb)", flags, changeID: run), name: name, in: environment,
                start: .at(time),
                steps: [PlanStep(name: name, set: flags.map { Assignment(flag: $0, enabled: enabled) })])
            var intent = try plan.start(run: run, acting, in: &draft)
            intent.subject = "Schedule: \(verb) \(selection.text(flags)) in \(environment) at \(time)"
            intent.operation = "schedule"
            intent.flags = flags
            intent.reason = nil
            intent.notes += [
                "the watcher makes it: flagctl watch --interval 30s",
                "take it back: flagctl rollout stop \(plan.plan.key) --env \(environment)",
            ]
            return intent
        }
    }

    private func moment(_ now: Timestamp) throws -> Timestamp {
        if let time = Timestamp(self.time) {
            guard time > now else {
                let verb = enabled ? "enable" : "disable"
                let flags = selection.group.map { "--group \($0)" } ?? selection.keys.joined(separator: " ")
                throw Failure(
                    "past", "\(time) is over", hint: "do it now: flagctl \(verb) \(flags) --env \(environment)")
            }
            return time
        }
        if let date = CalendarDate(time) {
            throw Failure.usage("'\(date)' has no time of day", hint: "write it as \(date)T09:00:00Z")
        }
        return now.advanced(by: try DurationText.parse(time).seconds)
    }
}
