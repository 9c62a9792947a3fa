import Communications
import FlagModel
import Rollouts

extension PlanMessages {
    /// What is ahead in the plan, soonest first.
    ///
    /// - Parameter isNamed: whether each says of which plan it is, beside those of others.
    func ahead(of now: Timestamp, isNamed: Bool = false) -> [MessageFacts.UpcomingEvent] {
        var events: [MessageFacts.UpcomingEvent] = []
        let of = isNamed ? "\(plan.name): " : ""
        if schedule.isBeforeStart, let start = plan.schedule.start {
            events.append(MessageFacts.UpcomingEvent(time: start, what: "\(plan.name) starts"))
        }
        if let status, status.state.isActive {
            let run = Rollout(plan: plan, status: status)
            let phase = run.phase?.name ?? status.phase.text
            if status.state == .holding, let end = run.holdEnd {
                events.append(
                    MessageFacts.UpcomingEvent(time: end, what: "\(of)step \(status.steps) of \(phase) has held"))
            }
            if status.state == .gated, let end = run.gateEnd {
                events.append(MessageFacts.UpcomingEvent(time: end, what: "\(of)the gate of \(phase) may open"))
            }
            if status.state == .waiting, let start = run.startOfPhase {
                events.append(MessageFacts.UpcomingEvent(time: start, what: "\(of)\(phase) begins"))
            }
        }
        return events.filter { $0.time > now }.sorted { $0.time < $1.time }
    }
}
