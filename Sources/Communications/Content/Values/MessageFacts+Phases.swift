import FlagModel
import Rollouts

extension MessageFacts {
    /// The phases, the current one with what it asks of people, and its newest step.
    func addPhases(to root: inout TemplateMembers) {
        let times = earliest.phases
        root.list("phases", plan.phases.indices.map { phase($0, times) })
        // Before a start, the first one is the one to prepare for.
        let index =
            status.map { status in plan.phases.firstIndex { $0.key == status.phase } } ?? plan.phases.indices.first
        root.value("phase", index.map { phase($0, times) })
        root.value("step", step)
        let current = index.map { plan.phases[$0] }
        root.list("prerequisites", current.map { phase in phase.prerequisites.map { task($0, in: phase) } } ?? [])
        root.list("tasks", current.map { phase in phase.tasks.map { task($0, in: phase) } } ?? [])
        root.list("signOffs", current.map { phase in phase.gate.roles.map { signOff($0, in: phase) } } ?? [])
    }

    private func phase(_ index: Int, _ times: [PhaseKey: Timestamp]) -> TemplateValue {
        let phase = plan.phases[index]
        let isPassed = status?.passed.contains(phase.key) ?? false
        let isCurrent = !isPassed && status?.phase == phase.key
        let made = isPassed ? phase.steps.count : isCurrent ? status?.steps ?? 0 : 0
        return .build { members in
            members.text("key", phase.key.text)
            members.text("name", phase.name)
            members.text("description", phase.description)
            members.text("risk", phase.risk)
            members.number("number", index + 1)
            members.number("count", plan.phases.count)
            members.flag("isPassed", isPassed)
            members.flag("isCurrent", isCurrent)
            members.flag("isAhead", !isPassed && !isCurrent)
            members.flag("isBegun", status?.decisions.contains { $0.kind == .begin && $0.phase == phase.key } ?? false)
            members.text("state", isPassed ? "passed" : isCurrent ? status?.state.words : "ahead")
            members.value("begin", moment(times[phase.key]))
            members.text("duration", phase.shortest > 0 ? SpanText.long(phase.shortest) : nil)
            members.text("rollback", phase.rollback?.text)
            members.list(
                "criteria",
                phase.criteria.map { criterion in
                    .build { members in
                        members.text("name", criterion.title)
                        members.text("wanted", wanted(criterion))
                    }
                })
            members.list(
                "steps",
                phase.steps.enumerated().map { number, step in
                    .build { members in
                        members.number("number", number + 1)
                        members.text("name", step.title)
                        members.flag("isMade", number < made)
                        members.text("hold", step.hold.flatMap { $0.seconds > 0 ? SpanText.long($0.seconds) : nil })
                    }
                })
        }
    }

    /// The newest step of the current phase; nothing where none was made.
    private var step: TemplateValue? {
        guard let status, let phase = plan.phase(status.phase), status.steps > 0,
            status.steps <= phase.steps.count
        else { return nil }
        return .build { members in
            members.number("number", status.steps)
            members.number("count", phase.steps.count)
            members.text("name", phase.steps[status.steps - 1].title)
            members.value("since", moment(status.stepSince))
        }
    }

    // MARK: What people do

    private func task(_ task: PlanTask, in phase: Phase) -> TemplateValue {
        let tick = status?.tick(of: task.key, in: phase.key)
        let done = task.isDone(in: phase.key, status: status, checks: checks)
        return .build { members in
            members.text("text", task.text)
            members.flag("isDone", done)
            members.flag("isOptional", task.isOptional)
            members.text("by", done && task.check == nil ? tick?.act.by.personName : nil)
            members.text("note", done ? tick?.act.note : nil)
            members.text("roles", task.roles.joined(separator: " or "))
        }
    }

    private func signOff(_ role: String, in phase: Phase) -> TemplateValue {
        let word = status?.attestation(of: role, in: phase.key)
        let holders = (people?.people ?? []).filter { $0.roles.contains(role) }.map(\.name)
        return .build { members in
            members.text("role", role)
            members.text("people", holders.joined(separator: ", "))
            members.flag("isGo", word?.verdict == .go)
            members.flag("isNoGo", word?.verdict == .noGo)
            members.text("by", word?.act.by.personName)
            members.text("note", word?.act.note)
        }
    }
}
