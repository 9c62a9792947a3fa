import Workflows

extension LogReport: TextReport {
    func lines(_ style: Style, isVerbose: Bool) -> [String] {
        guard !steps.isEmpty else { return ["no changes"] }
        var lines = steps.flatMap { step -> [String] in
            let commit = step.commit
            var lines = [
                "\(style.warn(String(commit.commit.prefix(8))))  \(commit.time)  \(style.bold(commit.subject))",
                "          by \(commit.author.text)\(approval(commit))\(ticket(commit))",
            ]
            lines += commit.reviewBy.map { "          to be reviewed: \($0)" }
            if let reason = commit.reason { lines += reason.split(separator: "\n").map { "          \($0)" } }
            let changes = isVerbose || step.changes.count <= 6 ? step.changes : Array(step.changes.prefix(5))
            lines += ChangeLines.lines(changes, style).map { "        \($0)" }
            let rest = step.changes.count - changes.count
            if rest > 0 { lines.append(style.dim("          and \(rest) more: flagctl log --verbose")) }
            return lines + [""]
        }
        lines.removeLast()
        if isCut { lines += ["", style.dim("older changes are left out: --limit \(steps.count * 10)")] }
        if isShallow {
            lines += ["", style.warn("the clone is shallow; history begins before it: git fetch --unshallow")]
        }
        return lines
    }

    private func approval(_ commit: CommitReport) -> String {
        guard !commit.approvers.isEmpty else { return "" }
        return ", approved by \(commit.approvers.text())"
    }

    private func ticket(_ commit: CommitReport) -> String { commit.ticket.map { ", \($0)" } ?? "" }
}

extension BlameReport: TextReport {
    func lines(_ style: Style, isVerbose: Bool) -> [String] {
        var table = TextTable()
        for line in self.lines {
            let commit = line.commit
            let approvers = commit.approvers.text(\.name)
            table.add([
                .init(line.path, paint: style.bold), .init(short(line.valueText)),
                .init(String(commit.commit.prefix(8)), paint: style.warn), .init(String(commit.time.prefix(10))),
                .init(commit.author.name), .init(approvers.isEmpty ? "–" : "approved by \(approvers)"),
                .init(commit.reason.flatMap { $0.split(separator: "\n").first.map(String.init) } ?? commit.subject),
            ])
        }
        return [style.dim(file)] + table.lines
    }

    private func short(_ text: String) -> String { text.count <= 40 ? text : "\(text.prefix(37))…" }
}

extension DiffReport: TextReport {
    func lines(_ style: Style, isVerbose: Bool) -> [String] {
        let ends = style.dim("\(from.prefix(8))..\(to.prefix(8))")
        guard !changes.isEmpty else { return ["\(ends)  no changes"] }
        let verdict =
            switch classification {
            case "raising": style.warn("raises exposure")
            case "lowering": style.good("lowers exposure")
            default: "does not change who gets what"
            }
        return ["\(ends)  \(verdict)"] + ChangeLines.lines(changes, style)
            + (impact.isEmpty ? [] : [style.dim("impact")] + ImpactLines.lines(impact, style)) + policyLines(style)
    }

    private func policyLines(_ style: Style) -> [String] {
        guard let policy, let policyCommit else { return [] }
        let lines = policy.map { "  \($0.environment)  \($0.text)" }
        return [style.dim("what the policy at \(policyCommit.prefix(8)) asks")]
            + (lines.isEmpty ? ["  nothing"] : lines)
    }
}
