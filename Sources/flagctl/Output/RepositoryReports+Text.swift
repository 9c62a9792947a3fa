import Workflows

extension ValidationReport: TextReport {
    func lines(_ style: Style, isVerbose: Bool) -> [String] {
        let count = counted(files, "file")
        let lines = findingLines
        if errors == 0, warnings == 0 { return lines + ["\(style.good("valid")): \(count)"] }
        let words = [(errors, "error"), (warnings, "warning")].filter { $0.0 > 0 }
        let summary = words.map { counted($0.0, $0.1) }.joined(separator: ", ")
        return lines + ["\(errors > 0 ? style.bad(summary) : style.warn(summary)) in \(count)"]
    }
}

extension FormatReport: TextReport {
    func lines(_ style: Style, isVerbose: Bool) -> [String] {
        guard !files.isEmpty else { return ["every file is formatted"] }
        return files.map { checkOnly ? "would format \($0)" : "formatted \($0)" }
    }
}

extension DoctorReport: TextReport {
    func lines(_ style: Style, isVerbose: Bool) -> [String] {
        var table = TextTable()
        for check in checks {
            let mark: TextTable.Cell =
                switch check.level {
                case .good: .init("ok", paint: style.good)
                case .warning: .init("warning", paint: style.warn)
                case .bad: .init("problem", paint: style.bad)
                }
            table.add([mark, .init(check.name), .init(check.text)])
            if let hint = check.hint { table.add([.init(""), .init(""), .init("\(style.dim("hint:")) \(hint)")]) }
        }
        return table.lines
    }
}

extension HooksReport: TextReport {
    func lines(_ style: Style, isVerbose: Bool) -> [String] {
        let names = scripts.map { $0.split(separator: "/").last.map(String.init) ?? $0 }
        var lines = ["git runs the hooks in \(path)/: \(names.joined(separator: ", "))"]
        if let replaced { lines.append("\(style.warn("note:")) core.hooksPath was '\(replaced)'") }
        return lines + ["git merges documents field by field: flagctl merge-driver"]
    }
}

extension MergeReport: TextReport {
    func lines(_ style: Style, isVerbose: Bool) -> [String] {
        guard !isClean else { return [] }
        var lines = ["\(style.bad("conflict")) in \(path) between \(names.ours) and \(names.theirs)"]
        lines += conflicts.map { "  \($0.text(names))" }
        if !findings.isEmpty { lines.append("  the fields go together, but the file would not hold:") }
        return lines + findingLines.map { "  \($0)" }
    }
}

extension InitialisationReport: TextReport {
    func lines(_ style: Style, isVerbose: Bool) -> [String] {
        var lines = [style.bold("\(madeGitRepository ? "Made" : "Laid out") a flag repository in \(path)")]
        lines += files.map { "  \($0)" }
        lines.append("\(style.good("committed")) \(commit.prefix(8)) on \(branch)")
        return lines + ["next: \(nextCommand)"]
    }
}
