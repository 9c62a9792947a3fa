import Workflows

extension StaleReport: TextReport {
    func lines(_ style: Style, isVerbose: Bool) -> [String] {
        let place = environment.map { " in \($0)" } ?? ""
        var lines =
            flags.isEmpty ? ["no flag should go\(place)"] : ["\(counted(flags.count, "flag")) should go\(place)"]
        for flag in flags {
            lines += ["", "\(style.bold(flag.key))\(flag.owner.map { "  \(style.dim($0))" } ?? "")"]
            lines += flag.causes(isVerbose: isVerbose).map { "  \($0)" }
            guard let mentions = flag.mentions else { continue }
            lines.append("  \(mentions.summary)")
            lines += mentions.mentions.map { "    \($0.text(style))" }
        }
        let rest = unknownText.map { [$0] } ?? []
        let notes = (rest + notes + skipped.map { "not searched: \($0.path), \($0.why)" })
        return lines + (notes.isEmpty ? [] : [""]) + notes.map { "\(style.warn("note:")) \($0)" }
    }

    /// What a shallow clone leaves open.
    var unknownText: String? {
        guard !unknown.isEmpty else { return nil }
        return "the clone is shallow, so that nobody knows since when \(unknown.joined(separator: ", ")) "
            + (unknown.count == 1 ? "is" : "are") + " the same for everybody: git fetch --unshallow"
    }
}

extension StaleReport.Flag {
    /// Why it should go, a reason a line; `quote` marks names.
    func causes(isVerbose: Bool, quote: (String) -> String = { "'\($0)'" }) -> [String] {
        var causes: [String] = []
        if let expired { causes.append("expired on \(expired)") }
        if let constant {
            let commit = isVerbose ? constant.commit : String(constant.commit.prefix(8))
            let when = constant.isAtLeast ? "at least since" : "since"
            causes.append(
                "everybody gets \(quote(constant.variant)) (\(constant.valueText)) \(when) \(constant.day), commit \(commit)"
            )
        }
        if isArchived { causes.append("archived, and still here") }
        if isNeverEvaluated { causes.append("never evaluated, as far as the metrics count") }
        return causes
    }
}

extension MentionsReport {
    /// `mentioned 3 times, 1 in a comment`.
    var summary: String {
        guard !mentions.isEmpty else { return "no code mentions it" }
        let times = mentions.count == 1 ? "once" : "\(mentions.count) times"
        return "mentioned \(times)" + (comments == 0 ? "" : ", \(comments) in comments")
    }
}

extension MentionsReport.Mention {
    func text(_ style: Style) -> String {
        "\(place)  \(isComment ? style.dim("\(word), comment") : word)"
    }
}

extension ReferencesReport: TextReport {
    func lines(_ style: Style, isVerbose: Bool) -> [String] {
        var lines = ["\(folder), \(counted(files, "text file"))"]
        for flag in flags {
            lines += ["", "\(style.bold(flag.key))  \(flag.mentions.summary)"]
            lines += flag.mentions.mentions.map { "  \($0.text(style))" }
        }
        if !unmentioned.isEmpty {
            lines += ["", "\(style.warn("no code mentions")) \(unmentioned.joined(separator: ", "))"]
        }
        if !skipped.isEmpty { lines.append("") }
        return lines + skipped.map { "\(style.warn("not searched:")) \($0.path), \($0.why)" }
    }
}
