import FlagModel
import Rollouts

extension MessageFacts {
    /// The run, what took it down or holds it up, and what was decided.
    func addRun(to root: inout TemplateMembers) {
        root.value("run", status.map(run))
        root.value("rollback", rollback)
        root.value("pause", status.flatMap(pause))
        root.list("incidents", (status?.incidents ?? []).reversed().map(incident))
        root.list("decisions", (status?.decisions ?? []).reversed().map(about))
        root.list("issues", (status?.decisions ?? []).filter { $0.kind.isIssue }.map(about))
        root.value("event", (decision ?? status?.decisions.last).map(about))
        root.value("next", next)
    }

    private func run(_ status: RolloutStatus) -> TemplateValue {
        let start = status.decisions.first
        let end = status.state.isActive ? nil : status.since
        let length = (end ?? now).unixSeconds - (start?.at ?? status.since).unixSeconds
        return .build { members in
            members.text("id", status.run)
            members.text("state", status.state.words)
            members.text("status", status.state.sentence)
            members.flag("isActive", status.state.isActive)
            members.flag("isPaused", status.state == .paused)
            members.flag("isComplete", status.state == .succeeded)
            members.flag("isStopped", status.state == .stopped)
            members.flag("isRolledBack", status.state == .rolledBack || status.state == .rollingBack)
            members.value("since", moment(status.since))
            members.value("started", moment(start?.at ?? status.since))
            members.text("by", start?.by.personName)
            members.value("ended", moment(end))
            members.text("duration", SpanText.short(length))
            members.list("approvers", status.approval.by.map { .text($0.personName) })
        }
    }

    /// How the run was taken back; once it was over, how its flags were taken down by hand.
    private var rollback: TemplateValue? {
        // A notice before a start is of no run.
        guard let status else { return nil }
        guard let running = status.rollback else { return takenBack.map(rollback) }
        let begin = status.decisions.last { $0.kind == .rollback }
        return .build { members in
            members.text("cause", cause(running.cause))
            members.value("at", moment(begin?.at ?? status.since))
            members.text("by", begin?.by == Decision.automation ? nil : begin?.by.personName)
            members.text("way", running.strategy.text)
            members.flag("isDone", status.state == .rolledBack)
            members.list("flags", running.flags.map(flag))
        }
    }

    private func rollback(_ takenBack: TakenBack) -> TemplateValue {
        .build { members in
            members.text("cause", cause(takenBack.cause))
            members.value("at", moment(takenBack.at))
            members.text("by", takenBack.by)
            members.text("way", RollbackStrategy(.immediate).text)
            members.flag("isDone", true)
            members.list("flags", takenBack.flags.map(flag))
        }
    }

    private func pause(_ status: RolloutStatus) -> TemplateValue? {
        guard let pause = status.pause else { return nil }
        return .build { members in
            members.text("cause", cause(pause.cause))
            members.value("at", moment(pause.at))
            members.flag("isNobody", keeping == .nobody)
            members.flag("isOff", keeping == .off)
            members.flag("isLowered", keeping == .lowered)
            members.flag("isKept", keeping == .kept)
        }
    }

    private func incident(_ incident: Incident) -> TemplateValue {
        .build { members in
            members.text("what", plan.guard(incident.guard)?.title ?? incident.guard.text)
            members.text("note", incident.act.note)
            members.text("by", incident.act.by.personName)
            members.value("at", moment(incident.act.at))
        }
    }

    private func about(_ decision: Decision) -> TemplateValue {
        .build { members in
            members.text("what", decision.kind.words)
            members.text("why", why(decision))
            members.flag("isPass", decision.kind == .pass)
            members.text("by", decision.by.personName)
            members.text("phase", plan.phase(decision.phase)?.name ?? decision.phase.text)
            members.number("step", decision.steps > 0 ? decision.steps : nil)
            members.value("at", moment(decision.at))
        }
    }
}

extension Decision.Kind {
    /// Whether it tells of something that went wrong.
    fileprivate var isIssue: Bool { self == .pause || self == .rollback || self == .incident }

    /// The decision as people read it.
    fileprivate var words: String {
        switch self {
        case .start: "started"
        case .begin: "phase begun"
        case .step: "step made"
        case .advance: "next step"
        case .gate: "at the gate"
        case .pass: "gate passed"
        case .succeed: "completed"
        case .pause: "paused"
        case .resume: "resumed"
        case .stop: "stopped"
        case .rollback: "rolled back"
        case .rung: "lowered further"
        case .attest: "sign-off"
        case .report: "value reported"
        case .task: "task"
        case .incident: "incident reported"
        }
    }
}
