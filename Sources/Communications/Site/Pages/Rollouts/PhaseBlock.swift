import FlagModel
import Rollouts

/// A phase of a rollout: steps, tasks, criteria, gate.
struct PhaseBlock {
    let phase: Phase
    let run: SiteRun

    private var standing: SiteRun.Progress { run.standing(of: phase) }

    func add(to html: inout HTML) {
        html.tag("li", ["class": "phase \(standing)", "id": "phase-\(phase.key)"]) { html in
            html.tag("h3") { html in
                html.text("\(phase.name) ")
                html.badge(standing.rawValue, standing.tone)
            }
            if let description = phase.description { html.tag("p", description) }
            if let risk = phase.risk { html.tag("p", ["class": "muted"], "Risk: \(risk)") }
            switch phase.start {
            case .at(let time):
                html.tag("p", ["class": "muted"]) { html in
                    html.text("Not before ")
                    html.moment(time)
                }
            case .delay(let delay):
                html.tag(
                    "p", ["class": "muted"], "Not before \(SpanText.long(delay.seconds)) after the phase before it")
            case nil: break
            }
            tasks(&html, "Before it begins", phase.prerequisites)
            steps(&html)
            tasks(&html, "To do", phase.tasks)
            criteria(&html)
            gate(&html)
        }
        html.line()
    }

    private func steps(_ html: inout HTML) {
        guard !phase.steps.isEmpty else { return }
        let made = run.stepsMade(in: phase)
        html.tag("h4", "Steps")
        html.tag("ol", ["class": "steps"]) { html in
            for (index, step) in phase.steps.enumerated() {
                let isTakenBack = index < made && run.isTakenBack(step)
                html.tag("li", ["class": index < made && !isTakenBack ? "done" : nil]) { html in
                    html.text(step.title)
                    if let hold = step.hold { html.text(", held for \(SpanText.long(hold.seconds))") }
                    if index < made {
                        html.tag("span", ["class": "muted"], isTakenBack ? " made, and taken back" : " made")
                    }
                }
            }
        }
    }

    private func tasks(_ html: inout HTML, _ title: String, _ tasks: [PlanTask]) {
        guard !tasks.isEmpty else { return }
        html.tag("h4", title)
        html.tag("ul", ["class": "tasks"]) { html in
            for task in tasks {
                let tick = run.status?.tick(of: task.key, in: phase.key)
                let isDone = task.isDone(in: phase.key, status: run.status, checks: run.checks)
                Self.item(&html, isDone: isDone) { html in
                    html.text(task.text)
                    if task.isOptional { html.tag("span", ["class": "muted"], " optional") }
                    if task.check != nil { html.tag("span", ["class": "muted"], " seen by flagctl itself") }
                    if let tick {
                        html.tag("span", ["class": "muted"]) { html in
                            html.text(" ")
                            html.act(tick.act)
                        }
                    }
                }
            }
        }
    }

    private func criteria(_ html: inout HTML) {
        guard !phase.criteria.isEmpty else { return }
        let title = "Criteria of \(phase.name)"
        html.table(title, ["Criterion", "Wanted", "Newest value"], "criteria") { html in
            for criterion in phase.criteria {
                let metric = run.metrics[criterion.test.metric]
                html.tag("tr") { html in
                    html.tag("th", ["scope": "row"], criterion.title)
                    html.tag("td", criterion.test.text(criterion.success, unit: metric?.unit))
                    html.tag("td") { html in
                        html.measured(
                            run.newest(.criterion(criterion.key), in: phase.key), criterion.test, metric?.unit)
                    }
                }
            }
        }
    }

    private func gate(_ html: inout HTML) {
        html.tag("h4", "Gate")
        let isPassed = run.status.map { $0.passed.contains(phase.key) || $0.state == .succeeded } ?? false
        if phase.gate.roles.isEmpty {
            html.tag("p", ["class": "muted"], isPassed ? "Opened by itself" : "Opens by itself")
        }
        guard !phase.gate.roles.isEmpty || phase.gate.hold != nil else { return }
        html.tag("ul", ["class": "tasks"]) { html in
            for role in phase.gate.roles {
                let word = run.status?.attestation(of: role, in: phase.key)
                Self.item(&html, isDone: word?.verdict == .go) { html in
                    html.text("\(role): ")
                    guard let word else { return html.tag("span", ["class": "muted"], "has not said anything") }
                    html.badge(word.verdict.rawValue, word.verdict == .go ? .on : .bad)
                    html.text(" ")
                    html.act(word.act)
                }
            }
            if let hold = phase.gate.hold {
                let isAtGate = run.status?.state == .gated && standing == .current
                Self.item(&html, isDone: isPassed || isAtGate && run.gateEnd == nil) { html in
                    html.text("held for \(SpanText.long(hold.seconds))")
                }
            }
        }
    }

    /// A line with a box, whose state is also said.
    private static func item(_ html: inout HTML, isDone: Bool, _ body: (inout HTML) -> Void) {
        html.tag("li", ["class": isDone ? "done" : nil]) { html in
            html.tag("span", ["class": "unseen"], isDone ? "done: " : "open: ")
            body(&html)
        }
    }
}

extension HTML {
    /// Who did something, when, and what they said of it.
    fileprivate mutating func act(_ act: Act) {
        foreign(Wording.name(act.by))
        text(", ")
        moment(act.at)
        guard let note = act.note else { return }
        text(": ")
        foreign(note)
    }
}
