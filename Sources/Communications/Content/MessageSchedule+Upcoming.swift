import FlagModel
import Rollouts

extension MessageSchedule {
    /// What is ahead in the plan, soonest first: its start, holds and gates, the phases that follow, and messages that do
    /// not come again.
    ///
    /// - Parameter isNamed: whether each says of which plan it is, beside those of others.
    public func upcoming(isNamed: Bool = false) -> [MessageFacts.UpcomingEvent] {
        let name = isNamed ? "\(plan.name): " : ""
        var events = starting.map { MessageFacts.UpcomingEvent(time: $0.time, what: $0.what) }
        events += (running + phasesAhead).map { MessageFacts.UpcomingEvent(time: $0.time, what: name + $0.what) }
        events += messagesAhead.map {
            MessageFacts.UpcomingEvent(time: $0.time, what: name + $0.what, isMessage: true)
        }
        return events.filter { $0.time > now }.sorted { ($0.time, $0.what) < ($1.time, $1.what) }
    }

    private typealias Event = (time: Timestamp, what: String)

    private var starting: [Event] {
        guard isBeforeStart, let start = plan.schedule.start else { return [] }
        return [(start, "\(plan.name) starts")]
    }

    /// What the run waits for.
    private var running: [Event] {
        guard let status, status.state.isActive else { return [] }
        let run = Rollout(plan: plan, status: status)
        let phase = run.phase?.name ?? status.phase.text
        let event: (time: Timestamp?, what: String)? =
            switch status.state {
            case .holding: (run.holdEnd, "step \(status.steps) of \(phase) has held")
            case .gated: (run.gateEnd, "the gate of \(phase) may open")
            case .waiting: (run.startOfPhase, "\(phase) begins")
            default: nil
            }
        guard let event, let time = event.time else { return [] }
        return [(time, event.what)]
    }

    /// The phases that can begin later than the one before; while a run is paused or on its way down, nothing is ahead.
    private var phasesAhead: [Event] {
        let isMoving = status.map { [.waiting, .progressing, .holding, .gated].contains($0.state) } ?? false
        guard isMoving || isBeforeStart else { return [] }
        let run = isBeforeStart ? nil : status
        let times = plan.earliest(of: run).phases
        let current = run.flatMap { run in plan.phases.firstIndex { $0.key == run.phase } } ?? 0
        return zip(plan.phases, plan.phases.dropFirst()).dropFirst(current).compactMap { before, phase in
            guard let time = times[phase.key], let earlier = times[before.key], time > earlier,
                run?.passed.contains(phase.key) != true
            else { return nil }
            return (time, "\(phase.name) begins at the earliest")
        }
    }

    private var messagesAhead: [Event] {
        var seen: Set<String> = []
        return deliveries.compactMap { delivery in
            let (message, due) = (delivery.occurrence.message, delivery.occurrence.due)
            guard delivery.standing == .upcoming, message.every == nil, message.moment.period == nil,
                seen.insert("\(message.key) \(due.unixSeconds)").inserted
            else { return nil }
            return (due, "message '\(message.name ?? message.key.text)'")
        }
    }
}
