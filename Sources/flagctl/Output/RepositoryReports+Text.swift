import Workflows

extension ValidationReport: TextReport {
    func lines(_ style: Style, isVerbose: Bool) -> [String] {
        let count = files == 1 ? "1 file" : "\(files) files"
        let lines = findingLines
        if errors == 0, warnings == 0 { return lines + ["\(style.good("valid")): \(count)"] }
        let words = [(errors, "error"), (warnings, "warning")].filter { $0.0 > 0 }.map {
            $0.0 == 1 ? "1 \($0.1)" : "\($0.0) \($0.1)s"
        }
        let summary = words.joined(separator: ", ")
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
            table.add([mark, .init(check.name), .init(check.text + (check.hint.map { "; try: \($0)" } ?? ""))])
        }
        return table.lines
    }
}

extension HooksReport: TextReport {
    func lines(_ style: Style, isVerbose: Bool) -> [String] {
        var lines = ["git runs the hooks in \(path)/: \(scripts.joined(separator: ", "))"]
        if let replaced { lines.append("\(style.warn("note:")) core.hooksPath was '\(replaced)'") }
        return lines
    }
}

extension InitialisationReport: TextReport {
    func lines(_ style: Style, isVerbose: Bool) -> [String] {
        var lines = [style.bold("\(madeGitRepository ? "Made" : "Laid out") a flag repository in \(path)")]
        lines += files.map { "  \($0)" }
        lines.append("\(style.good("committed")) \(commit.prefix(8)) on \(branch)")
        return lines + ["next: flagctl -C '\(path)' list --env development"]
    }
}
