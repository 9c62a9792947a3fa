import FlagModel
import Rollouts

extension MessageFacts {
    /// What happens next and when at the earliest; nothing where the run is over.
    var next: TemplateValue? {
        guard let (what, time) = nextEvent else { return nil }
        return .build { members in
            members.text("what", what)
            members.value("at", moment(time.flatMap { $0 > now ? $0 : nil }))
            members.list("waitsFor", waitsFor.map { .text($0) })
        }
    }

    private var nextEvent: (what: String, at: Timestamp?)? {
        guard let status else { return ("the rollout starts", plan.schedule.start) }
        let run = Rollout(plan: plan, status: status)
        let current = run.phase?.name ?? status.phase.text
        let upcoming = status.steps < (run.phase?.steps.count ?? 0) ? run.phase?.steps[status.steps].title : nil
        switch status.state {
        case .waiting: return ("phase \(current) begins", run.startOfPhase)
        case .progressing: return (upcoming ?? "the gate of \(current)", nil)
        case .holding: return (upcoming ?? "the gate of \(current)", run.holdEnd)
        case .gated:
            let rest = plan.phases.drop { $0.key != status.phase }.dropFirst()
            let phase = rest.first { !status.passed.contains($0.key) }
            return ("\(phase.map { "phase \($0.name)" } ?? "completion"), once \(current) passes its gate", run.gateEnd)
        case .paused: return ("somebody resumes the rollout, or ends it", nil)
        case .rollingBack:
            guard let running = status.rollback, case .gradual(let ladder, let every) = running.strategy.path else {
                return nil
            }
            let height = running.rungs < ladder.count ? ladder[running.rungs] : 0
            let last = status.decisions.last { $0.kind == .rung || $0.kind == .rollback }?.at ?? status.since
            return (height == 0 ? "off" : "down to \(Thousandths.text(height))%", last.advanced(by: every.seconds))
        case .succeeded, .rolledBack, .stopped: return nil
        }
    }

    /// What somebody has to do before that, a line each.
    private var waitsFor: [String] {
        guard let status, let phase = plan.phase(status.phase) else { return [] }
        func open(_ tasks: [PlanTask]) -> [String] {
            tasks.filter { !$0.isOptional && !$0.isDone(in: phase.key, status: status, checks: checks) }.map(\.text)
        }
        switch status.state {
        case .waiting: return open(phase.prerequisites)
        case .gated:
            let words = phase.gate.roles.filter { status.attestation(of: $0, in: phase.key)?.verdict != .go }
            return open(phase.tasks) + words.map { "sign-off by \($0)" }
        default: return []
        }
    }
}
