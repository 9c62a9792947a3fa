import FlagModel
import Rollouts

extension MessageFacts {
    /// When the run starts or started, how long it takes, and what was announced before.
    func addSchedule(to root: inout TemplateMembers) {
        let planned = plan.schedule.start
        root.value("start", moment(started ?? planned))
        root.value("announced", announcedStart.flatMap { moment($0) })
        root.flag("isLater", announcedStart.flatMap { before in planned.map { before < $0 } } ?? false)
        root.flag("isEarlier", announcedStart.flatMap { before in planned.map { before > $0 } } ?? false)
        root.value("end", moment(earliest.end))
        let shortest = plan.phases.map(\.shortest).reduce(0, +)
        root.text("duration", shortest > 0 ? SpanText.long(shortest) : nil)
    }

    /// When the run was started; nothing before.
    var started: Timestamp? { status.map { $0.decisions.first?.at ?? $0.since } }

    /// When each phase began or can begin at the earliest, and when the last can be over.
    var earliest: (phases: [PhaseKey: Timestamp], end: Timestamp?) { plan.earliest(of: status) }
}

extension RolloutPlan {
    /// When each phase began or can begin at the earliest, and when the last can be over; nothing of a plan that was not
    /// started and announces no start.
    func earliest(of status: RolloutStatus?) -> (phases: [PhaseKey: Timestamp], end: Timestamp?) {
        guard let start = status.map({ $0.decisions.first?.at ?? $0.since }) ?? schedule.start else {
            return ([:], nil)
        }
        var times: [PhaseKey: Timestamp] = [:]
        var before = start
        var free = start
        for phase in phases {
            let begun = status?.decisions.last { $0.kind == .begin && $0.phase == phase.key }?.at
            let wanted: Timestamp
            switch phase.start {
            case .at(let time): wanted = time
            case .delay(let delay): wanted = before.advanced(by: delay.seconds)
            case nil: wanted = free
            }
            let begin = begun ?? max(wanted, free)
            times[phase.key] = begin
            before = begin
            free = begin.advanced(by: phase.shortest)
        }
        return (times, free)
    }
}
