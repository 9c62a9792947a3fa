import Documents
import FlagModel
import Rollouts

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
            RolloutFacts(run: run, content: content, index: index).add(to: &html, root: root)
            phases(&html)
            measured(&html)
            RolloutAppendix(run: run, messages: index.messages(of: run)).add(to: &html)
            decisions(&html)
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
                            html.text(" ")
                            html.foreign(Wording.start(of: decision.why, upTo: 1_000))
                        }
                        html.tag("p", ["class": "meta"]) { html in
                            html.foreign(
                                decision.by == Decision.automation ? "flagctl watch" : Wording.name(decision.by))
                            html.text(" · \(decision.phase)")
                            if decision.from != decision.to {
                                html.text(" · \(decision.from.text) → \(decision.to.text)")
                            }
                        }
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
        if let reporter = found.reporter { text(", reported by \(Wording.name(reporter))") }
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
