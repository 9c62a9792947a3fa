import FlagModel
import Workflows

extension PromotionReport: TextReport {
    func lines(_ style: Style, isVerbose: Bool) -> [String] {
        commits.flatMap { $0.lines(style, isVerbose: isVerbose) }
    }
}

extension WatchReport: TextReport {
    func lines(_ style: Style, isVerbose: Bool) -> [String] {
        var lines = decisions.flatMap { decision in
            ["\(style.dim(time.text)) \(style.bold(decision.edit.subject))"]
                + ImpactLines.lines(decision.edit.impact, style)
                + decision.edit.notes.map { "  \(style.warn("note:")) \($0)" }
                + decision.edit.outcome(style, isVerbose: isVerbose).map { "  \($0)" }
        }
        lines += (messages + waiting).flatMap { $0.lines(style) }
        for gap in gaps {
            lines.append("\(style.warn("not measured:")) \(gap.run), \(gap.subject) (\(gap.metric)): \(gap.why)")
        }
        if let doubt {
            lines.append("\(style.bad("nothing is raised:")) \(doubt)")
            lines.append(
                "  \(style.dim("hint:")) look at it: flagctl verify; take back what may not stand: flagctl revert COMMIT"
            )
        }
        for problem in problems {
            lines.append("\(style.bad("held:")) \(problem.run): \(problem.failure.message)")
            if let hint = problem.failure.hint { lines.append("  \(style.dim("hint:")) \(hint)") }
        }
        if isQuiet {
            lines.append("\(counted(runs, "active run")), nothing to decide")
        }
        return lines
    }
}

extension DrillReport: TextReport {
    func lines(_ style: Style, isVerbose: Bool) -> [String] {
        var lines = times.map { time in
            "\(style.bold(time.flag)): \(time.text) from the command to the changed answer in \(environment); on again"
        }
        if let recorded {
            lines += recorded.lines(style, isVerbose: isVerbose)
        } else {
            lines.append(
                style.dim("no run of \(plan) is under way that asks for kill-switch-seconds: nothing was recorded"))
        }
        return lines
    }
}
