import FlagModel
import Rollouts

/// A rollout in a few lines: state, phase, what it waits for.
struct RolloutCard {
    let run: SiteRun
    let content: SiteContent

    func add(to html: inout HTML, root: String) {
        html.tag("li", ["class": "card"]) { html in
            html.tag("h3") { $0.link(root + run.pagePath, run.plan.name) }
            html.tag("p") { html in
                html.badge(run.stateText, run.tone)
                html.text(" in \(content.environment(run.environment)?.name ?? run.environment.text)")
            }
            track(&html)
            if let turn = run.turn { html.tag("p", ["class": "now"]) { $0.turn(turn) } }
            if let line { html.tag("p", ["class": run.turn == nil ? "now" : "muted"], line) }
            wait(&html)
        }
        html.line()
    }

    /// The phases as a row of marks.
    private func track(_ html: inout HTML) {
        html.tag("ol", ["class": "track", "aria-label": "Phases"]) { html in
            for phase in run.plan.phases {
                let standing = run.standing(of: phase)
                html.tag("li", ["class": "\(standing)"]) { html in
                    html.tag("span", ["class": "unseen"], "\(phase.name): \(standing.rawValue)")
                }
            }
        }
    }

    /// Which phase and step it is at, or was at when it ended.
    private var line: String? {
        guard let status = run.status else { return "\(run.plan.phases.count) phases" }
        guard status.state != .succeeded else { return nil }
        let phase = run.plan.phase(status.phase)
        let steps = phase.map { $0.steps.isEmpty ? "" : ", step \(status.steps) of \($0.steps.count)" } ?? ""
        return "\(status.state.isActive ? "" : "Had come to ")\(phase?.name ?? status.phase.text)\(steps)"
    }

    private func wait(_ html: inout HTML) {
        if run.isBeforeStart, let start = run.plan.schedule.start {
            return html.tag("p", ["class": "muted"]) { html in
                html.text(run.status == nil ? "Planned for " : "Planned again for ")
                html.moment(start, isDistant: true)
            }
        }
        if let end = run.holdEnd ?? run.gateEnd ?? run.phaseStart {
            html.tag("p", ["class": "muted"]) { html in
                html.text(
                    run.holdEnd != nil ? "Holds until " : run.gateEnd != nil ? "Gate opens from " : "Begins from ")
                html.moment(end, isDistant: true)
            }
        } else if let first = run.waitsFor.first {
            let more = run.waitsFor.count > 1 ? ", and \(run.waitsFor.count - 1) more" : ""
            html.tag("p", ["class": "muted"], "Waits: \(first)\(more)")
        }
    }
}

extension HTML {
    /// What ended a run or keeps it from going on, when, and why.
    mutating func turn(_ turn: SiteRun.Turn) {
        text("\(turn.word) ")
        moment(turn.at)
        guard let why = turn.why else { return }
        text(": ")
        foreign(why)
    }
}
