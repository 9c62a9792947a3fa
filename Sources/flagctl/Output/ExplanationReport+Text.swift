import FlagModel
import Rollouts
import Workflows

extension ExplanationReport: TextReport {
    func lines(_ style: Style, isVerbose: Bool) -> [String] {
        var lines = ["\(style.warn(String(commit.prefix(8))))  \(style.bold(subject))", "          by \(author)"]
        for decided in decisions { lines += [""] + self.lines(of: decided, style) }
        if !differences.isEmpty {
            lines += ["", style.bad("besides what was decided, the commit changes:")]
            lines += differences.map { "  \($0.place)  \($0.summary)" }
        }
        let verdict = "decided again on this evidence and the documents before the commit: "
        return lines + ["", verdict + (isSame ? style.good("the same") : style.bad("something else"))]
    }

    private func lines(of decided: Decided, _ style: Style) -> [String] {
        var lines = ["\(style.bold(decided.plan.text)) in \(decided.environment)"]
        if let decision = decided.decision {
            var table = TextTable(indent: "  ")
            let states = "\(decision.kind.rawValue), \(decision.from.text) → \(decision.to.text)"
            for (label, text) in [
                ("decision", states), ("phase", "\(decision.phase), \(counted(decision.steps, "step")) made"),
                ("why", decision.why), ("by", "\(decision.by), \(decision.at)"),
            ] {
                table.add([.init(label, paint: style.dim), .init(text)])
            }
            lines += table.lines
            for kept in decision.evidence { lines += self.lines(of: kept, decided.thresholds[kept.subject], style) }
            if decision.evidence.isEmpty { lines.append(style.dim("  no measurements")) }
        }
        return lines + decided.differences.map { "  \(style.bad("differs:")) \($0)" }
    }

    private func lines(of kept: MetricEvidence, _ judge: SeriesJudge?, _ style: Style) -> [String] {
        var facts: [(String, String)] = [("metric", kept.metric.text)]
        if let source = kept.source { facts.append(("source", source.text)) }
        if let query = kept.query { facts.append(("query", query)) }
        if let success = judge?.success { facts.append(("wanted", judge?.test.text(success, unit: nil) ?? "")) }
        if let failure = judge?.failure {
            let allowed = judge?.test.failureLimit ?? 0
            let limit = allowed > 0 ? ", more than \(counted(allowed, "time"))" : ""
            facts.append(("fails at", (judge?.test.text(failure, unit: nil) ?? "") + limit))
        }
        if let baseline = kept.baseline { facts.append(("baseline", Decimals.text(baseline))) }
        for window in kept.windows {
            let change = judge.flatMap { $0.test.change($0.compared(window.value)) }.map { " (\($0))" } ?? ""
            let span = window.from == window.to ? "at \(window.to)" : "from \(window.from) to \(window.to)"
            let samples = counted(window.samples, "sample")
            facts.append(("value", "\(Decimals.text(window.value))\(change), \(samples) \(span)"))
        }
        if let why = kept.why { facts.append(("why", why)) }
        var table = TextTable(indent: "    ")
        for fact in facts { table.add([.init(fact.0, paint: style.dim), .init(fact.1)]) }
        return ["  \(kept.subject.text): \(style.bold(kept.result.rawValue))"] + table.lines
    }
}
