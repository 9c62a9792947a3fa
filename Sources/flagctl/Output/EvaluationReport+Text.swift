import Workflows

extension EvaluationReport: TextReport {
    func lines(_ style: Style, isVerbose: Bool) -> [String] {
        if isSingle { return flags.flatMap { $0.lines(style) } }
        guard !flags.isEmpty else { return ["no flags in \(environment)"] }
        if flags.contains(where: { $0.explanation != nil }) {
            return Array(flags.map { $0.lines(style) }.joined(separator: [""]))
        }
        var table = TextTable()
        let isDated = flags.contains { $0.since != nil }
        table.add(
            (["FLAG", "SERVES", "VALUE", "REASON"] + (isDated ? ["SINCE"] : [])).map { .init($0, paint: style.dim) })
        for flag in flags {
            let reason = flag.errorCode ?? flag.reason
            table.add(
                [
                    .init(flag.key, paint: style.bold), .init(flag.variant ?? "–"), .init(flag.valueText ?? "–"),
                    .init(reason, paint: flag.errorCode == nil ? { $0 } : { style.bad($0) }),
                ] + (isDated ? [.init(flag.since?.line ?? "–")] : []))
        }
        return table.lines
    }
}

extension FlagEvaluationReport {
    /// The answer in a line, since when, and every step where they were asked for.
    fileprivate func lines(_ style: Style) -> [String] {
        var lines = [answer(style)]
        if let since { lines.append("  since \(since.line)") }
        if isCutOff { lines.append("  since when is not known: the clone is shallow (git fetch --unshallow)") }
        for step in explanation ?? [] {
            let mark = step.holds.map { $0 ? style.good("✓") : style.bad("✗") } ?? style.dim("→")
            lines.append("\(String(repeating: "  ", count: step.depth + 1))\(mark) \(step.text)")
        }
        return lines
    }

    private func answer(_ style: Style) -> String {
        let name = "\(style.bold(key)) in \(environment)"
        guard let variant, let valueText else {
            return "\(name): \(style.bad(errorCode ?? reason)), \(message ?? "there is no answer")"
        }
        return "\(name): \(style.bold(variant)) = \(valueText), \(reason)"
    }
}

extension CommitReport {
    /// `4b4d01db  2026-11-21T10:00:00Z  Mike  Enable CSF in production`.
    fileprivate var line: String { "\(commit.prefix(8))  \(time)  \(author.name)  \(subject)" }
}
