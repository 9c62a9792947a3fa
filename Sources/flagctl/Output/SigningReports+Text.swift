import Workflows

extension SignedChangeReport: TextReport {
    func lines(_ style: Style, isVerbose: Bool) -> [String] {
        var lines = [style.bold("\(branch) into \(into): \(scopes.joined(separator: ", "))")]
        lines += ChangeLines.lines(changes, style)
        lines += ImpactLines.lines(impact, style)
        let verdict =
            switch classification {
            case "raising": style.warn("raises exposure")
            case "lowering": style.good("lowers exposure")
            default: "does not change who gets what"
            }
        return lines + ["  " + verdict] + notes.map { "  \(style.warn("note:")) \($0)" } + outcome(style)
    }

    /// Where the statement is now.
    func outcome(_ style: Style) -> [String] {
        guard let commit else { return [] }
        let said = ["approve": "approved", "reject": "rejected", "author": "signed as the author"][role] ?? role
        return ["\(style.good(said)) by \(person): committed \(commit.prefix(8)) on \(branch)"]
    }
}

extension RatificationReport: TextReport {
    func lines(_ style: Style, isVerbose: Bool) -> [String] {
        ["\(style.good("ratified")) \(ratified.prefix(8)) by \(person): committed \(commit.prefix(8)) on \(branch)"]
    }
}

extension LandingReport: TextReport {
    func lines(_ style: Style, isVerbose: Bool) -> [String] {
        var lines = [style.bold(subject)]
        var table = TextTable(indent: "  ")
        for change in transitions {
            table.add([
                .init(change.scope), .init(change.ground), .init(change.level == "none" ? "" : change.level),
                .init(change.approvers.joined(separator: ", ")),
            ])
        }
        lines += table.lines.map(\.withoutTrailingSpaces)
        guard let commit else { return lines + [style.dim("dry run: nothing was written")] }
        return lines + ["\(style.good("landed")) \(landed) as \(commit.prefix(8)) on \(branch)"]
    }
}

extension AttestationReport: TextReport {
    func lines(_ style: Style, isVerbose: Bool) -> [String] {
        let what = scopes.isEmpty ? "nothing that a policy could ask about" : scopes.joined(separator: ", ")
        var lines = [style.bold("\(repository)#\(pullRequest) into \(branch) as \(merged.prefix(8)): \(what)")]
        lines += attested.map { "  \($0.person) (\($0.account)) approved on \($0.time)" }
        lines += rejections.map { "  \(style.warn("not counted")) \($0.account) \($0.why)" }
        if let commit {
            return lines + ["\(style.good("attested")) by \(forge): committed \(commit.prefix(8)) on \(branch)"]
        }
        return lines + [style.dim(attested.isEmpty ? "nothing to attest" : "attested already")]
    }
}
