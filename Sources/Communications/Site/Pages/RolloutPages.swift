import Documents
import FlagModel
import Rollouts

/// All rollouts by environment.
struct RolloutList {
    let content: SiteContent

    func file() -> SiteFile {
        SitePage(path: "rollouts.html", title: "Rollouts", part: .rollouts).file(content) { html, root in
            html.tag("h1", "Rollouts")
            if content.runs.isEmpty { html.nothing("There is no rollout plan.") }
            for environment in content.environments {
                let runs = content.runs.filter { $0.environment == environment.key }
                guard !runs.isEmpty else { continue }
                html.section("env-\(environment.key)", environment.name) { html in
                    html.tag("ul", ["class": "cards"]) { html in
                        for run in runs { RolloutCard(run: run, content: content).add(to: &html, root: root) }
                    }
                }
            }
        }
    }
}

/// A rollout: where it stands, its phases and gates, what was measured, what was decided, and what its plan says.
struct RolloutPage {
    let run: SiteRun
    let content: SiteContent
    let index: SiteIndex

    func file() -> SiteFile {
        SitePage(path: run.pagePath, title: run.plan.name, part: .rollouts).file(content) { html, root in
            html.tag("h1", run.plan.name)
            html.tag("p", ["class": "lead"]) { html in
                html.badge(run.stateText, run.tone)
                html.text(" in \(content.environment(run.environment)?.name ?? run.environment.text). ")
                if let description = run.plan.description { html.text(description) }
            }
            standing(&html, root)
            phases(&html)
            measured(&html)
            RolloutAppendix(run: run, messages: index.messages(of: run)).add(to: &html)
            decisions(&html)
        }
    }

    private func standing(_ html: inout HTML, _ root: String) {
        var rows: [(String, (inout HTML) -> Void)] = []
        func add(_ name: String, _ text: String?) {
            if let text, !text.isEmpty { rows.append((name, { $0.text(text) })) }
        }
        func add(_ name: String, _ time: Timestamp?) {
            if let time { rows.append((name, { $0.moment(time, isDistant: true) })) }
        }
        add("Owner", run.plan.owner)
        if let status = run.status {
            add("Phase", run.plan.phase(status.phase)?.name ?? status.phase.text)
            add("Since", status.since)
            add("Started", status.decisions.first?.at)
            add("Started by", status.decisions.first.map { Wording.name($0.by) })
            add("Approved by", status.approval.by.map(Wording.name).joined(separator: ", "))
            add("Paused", status.pause?.cause)
            add("Rolled back", status.rollback?.cause)
        }
        if run.status == nil { add("Planned start", run.plan.schedule.start) }
        add("Holds until", run.holdEnd)
        add("Gate opens from", run.gateEnd)
        add("Begins from", run.phaseStart)
        add("Next change", run.nextChange)
        let flags = run.plan.flags
        rows.append(
            (
                "Flags",
                { html in
                    for (place, flag) in flags.enumerated() {
                        if place > 0 { html.text(", ") }
                        html.flag(flag, in: index, root: root)
                    }
                }
            ))
        for member in run.plan.links.members {
            guard let address = member.value.string else { continue }
            let base = content.base
            rows.append((member.name, { $0.outside(address, address, base: base) }))
        }
        html.facts(rows)
        guard !run.waitsFor.isEmpty else { return }
        html.section("waits", "What it waits for") { html in
            html.tag("ul", ["class": "plain"]) { html in for wait in run.waitsFor { html.tag("li", wait) } }
        }
    }

    private func phases(_ html: inout HTML) {
        html.section("phases", "Phases and gates") { html in
            html.tag("ol", ["class": "phases"]) { html in
                for phase in run.plan.phases { PhaseBlock(phase: phase, run: run).add(to: &html) }
            }
        }
    }

    private func measured(_ html: inout HTML) {
        let guards = run.plan.guards
        guard !guards.isEmpty else { return }
        html.section("guards", "Guards") { html in
            html.table("What lowers exposure by itself", ["Guard", "When", "Then", "Newest value"], "guards") { html in
                for item in guards {
                    html.tag("tr") { html in
                        html.tag("th", ["scope": "row"], item.title)
                        switch item.trigger {
                        case .metric(let test, let failure):
                            let unit = run.metrics[test.metric]?.unit
                            html.tag(
                                "td",
                                "\(run.metrics[test.metric]?.title ?? test.metric.text) \(test.text(failure, unit: unit))"
                            )
                            html.tag("td", item.action.text)
                            html.tag("td") { html in
                                html.measured(run.newest(.guard(item.key)), test, unit)
                            }
                        case .report(let roles):
                            html.tag("td", "reported by \(roles.joined(separator: " or "))")
                            html.tag("td", item.action.text)
                            let count = run.status?.incidents.filter { $0.guard == item.key }.count ?? 0
                            html.tag(
                                "td",
                                count == 0 ? "nothing reported" : "reported \(count == 1 ? "once" : "\(count) times")")
                        }
                    }
                }
            }
        }
    }

    private func decisions(_ html: inout HTML) {
        guard let status = run.status else { return }
        html.section("timeline", "Timeline") { html in
            html.tag("ol", ["class": "timeline"]) { html in
                for decision in status.decisions.reversed().prefix(200) {
                    html.tag("li", ["class": "\(decision.kind)"]) { html in
                        html.tag("p", ["class": "when"]) { $0.moment(decision.at) }
                        html.tag("p") { html in
                            html.tag("strong", decision.kind.rawValue)
                            html.text(" \(decision.why)")
                        }
                        html.tag(
                            "p", ["class": "meta"],
                            "\(decision.by == Decision.automation ? "flagctl watch" : Wording.name(decision.by)) · \(decision.phase)"
                                + (decision.from == decision.to ? "" : " · \(decision.from.text) → \(decision.to.text)")
                        )
                    }
                    html.line()
                }
            }
            if status.decisions.count > 200 {
                html.tag("p", ["class": "muted"], "The newest 200 of \(status.decisions.count).")
            }
        }
    }
}

extension SiteRun {
    /// What was measured last for a guard, or for a criterion of a phase.
    func newest(_ subject: MetricSubject, in phase: PhaseKey? = nil) -> Measured? {
        evidence.first { $0.evidence.subject == subject && (phase == nil || $0.phase == phase) }
    }
}

extension HTML {
    /// A measured value with its moment and source, or that there is none.
    mutating func measured(_ found: SiteRun.Measured?, _ test: MetricTest, _ unit: String?) {
        guard let found, let window = found.evidence.windows.last else {
            tag("span", ["class": "none"], found?.evidence.why.map { "not measured: \($0)" } ?? "not measured")
            return
        }
        text("\(MetricTest.quantity(window.value, unit)) ")
        badge(found.evidence.result.rawValue, found.evidence.tone)
        text(" ")
        moment(window.to)
        if let source = found.evidence.source { text(" from \(source)") }
    }
}

extension MetricEvidence {
    fileprivate var tone: SiteTone {
        switch result {
        case .successful: .on
        case .failed: .bad
        case .inconclusive, .error: .wait
        }
    }
}
