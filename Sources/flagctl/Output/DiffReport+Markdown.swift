import Workflows

extension DiffReport {
    /// The comment for a pull request, as GitHub-flavoured Markdown.
    var markdown: [String] {
        guard !changes.isEmpty else { return ["No flag changes between `\(from.prefix(8))` and `\(to.prefix(8))`."] }
        let verdict =
            switch classification {
            case "raising": "**raises exposure**"
            case "lowering": "lowers exposure"
            default: "does not change who gets what"
            }
        var lines = ["### Flag changes", "", "`\(from.prefix(8))..\(to.prefix(8))` \(verdict).", ""]
        lines += ["| where | what |", "| --- | --- |"]
        lines += changes.map { "| \(Markdown.code($0.place)) | \(Markdown.cell($0.summary)) |" }
        guard !impact.isEmpty else { return lines + policyMarkdown }
        lines += ["", "| flag | who | share | becomes | people |", "| --- | --- | --- | --- | --- |"]
        for row in impact {
            let flag = Markdown.code("\(row.environment)/\(row.flag)")
            let who = Markdown.cell(RowNames.text(row.row))
            if let unknown = row.unknown { lines.append("| \(flag) | \(who) | ? | \(Markdown.cell(unknown)) | ? |") }
            for range in row.ranges {
                let people = row.people.map { "≈ \(Numbers.grouped($0))" } ?? "?"
                lines.append(
                    "| \(flag) | \(who) | \(range.from.long)–\(range.to.long)% | "
                        + "\(Markdown.cell("\(range.before ?? "nothing") → \(range.after ?? "nothing")")) | \(people) |"
                )
            }
        }
        return lines + policyMarkdown
    }

    private var policyMarkdown: [String] {
        guard let policy, let policyCommit else { return [] }
        let title = ["", "### What the policy asks", ""]
        guard !policy.isEmpty else { return title + ["Nothing, at `\(policyCommit.prefix(8))`."] }
        return title + ["| environment | at `\(policyCommit.prefix(8))` |", "| --- | --- |"]
            + policy.map { "| \(Markdown.code($0.environment)) | \(Markdown.cell($0.text)) |" }
    }
}
