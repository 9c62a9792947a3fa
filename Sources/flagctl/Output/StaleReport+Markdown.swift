import Workflows

extension StaleReport {
    /// The removal list of a pull request, as GitHub-flavoured Markdown with check boxes.
    var markdown: [String] {
        let place = environment.map { " in \(Markdown.code($0))" } ?? ""
        var lines = ["### Flags to remove", ""]
        lines += [
            "\(flags.isEmpty ? "None" : counted(flags.count, "flag"))\(place), on \(date) at `\(commit.prefix(8))`.",
            "",
        ]
        for flag in flags { lines += flag.markdown }
        let notes =
            (unknownText.map { [$0] } ?? []) + self.notes + skipped.map { "not searched: \($0.path), \($0.why)" }
        for note in notes { lines += (lines.last == "" ? [] : [""]) + ["Note: \(Markdown.cell(note))"] }
        return lines.last == "" ? lines.dropLast() : lines
    }
}

extension StaleReport.Flag {
    /// The flag, then each place that has to change, then the last step.
    fileprivate var markdown: [String] {
        let owner = owner.map { " (\(Markdown.cell($0)))" } ?? ""
        let causes = causes(isVerbose: false) { $0 }.map(Markdown.cell).joined(separator: "; ")
        var lines = ["- [ ] \(Markdown.code(key))\(owner): \(causes)"]
        if let mentions {
            lines += mentions.mentions.map { mention in
                "  - [ ] \(Markdown.code(mention.place)) \(Markdown.code(mention.word))\(mention.isComment ? ", comment" : "")"
            }
            if mentions.mentions.isEmpty { lines.append("  - no code mentions it") }
        }
        return lines + ["  - [ ] `flagctl archive \(key) --remove`"]
    }
}
