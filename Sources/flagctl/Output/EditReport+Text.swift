import Workflows

extension EditReport: TextReport {
    func lines(_ style: Style, isVerbose: Bool) -> [String] {
        body(style) + outcome(style, isVerbose: isVerbose)
    }

    /// What changes and for whom.
    func body(_ style: Style) -> [String] {
        var lines = [isEmpty ? "\(style.dim("nothing to do:")) \(subject)" : style.bold(subject)]
        lines += ChangeLines.lines(changes, style)
        lines += ImpactLines.lines(impact, style)
        if !changes.isEmpty { lines.append("  " + verdict(style)) }
        lines += reviewBy.map { "  \(style.dim("to be reviewed:")) \($0)" }
        return lines + notes.map { "  \(style.warn("note:")) \($0)" }
    }

    private func verdict(_ style: Style) -> String {
        let word =
            switch classification {
            case "raising": style.warn("raises exposure")
            case "lowering": style.good("lowers exposure")
            default: "does not change who gets what"
            }
        return approvers.isEmpty ? word : "\(word); approved by \(approvers.text())"
    }

    /// Where it is now.
    func outcome(_ style: Style, isVerbose: Bool) -> [String] {
        guard let commit else {
            return dryRun && !changes.isEmpty ? [style.dim("dry run: nothing was written")] : []
        }
        var lines = ["\(style.good("committed")) \(isVerbose ? commit : String(commit.prefix(8))) on \(branch)"]
        if let pushedTo { lines.append("\(style.good("published")) to \(pushedTo)") }
        if let publishCommand { lines.append("publish it: \(publishCommand)") }
        if let pullRequest { lines.append("\(style.good("opened")) \(pullRequest)") }
        if let pullRequestCommand { lines.append("open the pull request: \(pullRequestCommand)") }
        return lines
    }
}

/// Changes, a line each.
enum ChangeLines {
    static func lines(_ changes: [ChangeReport], _ style: Style) -> [String] {
        var table = TextTable(indent: "  ")
        for change in changes { table.add([.init(change.place), .init(change.summary)]) }
        return table.lines
    }
}

/// Impact, a line for each range of each row.
enum ImpactLines {
    static func lines(_ impact: [ImpactReport], _ style: Style) -> [String] {
        var table = TextTable(indent: "  ")
        let isOne = Set(impact.map { "\($0.environment)/\($0.flag)" }).count == 1
        for row in impact {
            let name = RowNames.text(row.row)
            let place = isOne ? name : "\(row.environment)/\(row.flag), \(name)"
            if let unknown = row.unknown {
                table.add([.init(place, paint: style.dim), .init("?"), .init(unknown)])
            }
            for (index, range) in row.ranges.enumerated() {
                let people = index == 0 ? row.people.map { "≈ \(Numbers.grouped($0)) people" } ?? "" : ""
                table.add([
                    .init(place, paint: style.dim), .init("\(range.from.long)–\(range.to.long)%"),
                    .init("\(range.before ?? "nothing") → \(range.after ?? "nothing")"), .init(people),
                ])
            }
        }
        return table.lines.map(\.withoutTrailingSpaces)
    }
}

/// What people call a row.
enum RowNames {
    static func text(_ row: String) -> String {
        switch row {
        case "fallthrough": "everybody else"
        case "flag": "everybody"
        default: row
        }
    }
}

extension String {
    var withoutTrailingSpaces: String {
        var text = self[...]
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}
