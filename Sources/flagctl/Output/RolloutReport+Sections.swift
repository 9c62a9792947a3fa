import FlagModel
import Rollouts
import Workflows

extension RolloutReport {
    /// Tasks or prerequisites, with who did them or may.
    func taskLines(_ title: String, _ tasks: [TaskRow], _ style: Style) -> [String] {
        guard !tasks.isEmpty else { return [] }
        let done = tasks.filter(\.isDone).count
        return [style.dim("\(title), \(done) of \(tasks.count) done")]
            + tasks.flatMap { task -> [String] in
                let mark = task.isDone ? style.good("[x]") : "[ ]"
                let optional = task.isOptional ? " (optional)" : ""
                let line = "  \(mark) \(task.key): \(task.text)\(optional)"
                return [line] + (task.about.map { [style.dim("      \($0)")] } ?? [])
            }
    }

    /// The gate: its roles with their words, and how long it is held.
    func gateLines(_ style: Style) -> [String] {
        guard let gate else { return [] }
        var title = "gate"
        if gate.hold > 0 {
            let left = gate.end.map { max(0, $0.unixSeconds - time.unixSeconds) }
            title += ", held \(SpanText.short(gate.hold)) after the last step"
            if let left { title += left > 0 ? ": \(SpanText.short(left)) left" : ": over" }
        }
        if gate.roles.isEmpty { title += ", asks nobody" }
        var table = TextTable(indent: "  ")
        for role in gate.roles { table.add(role.cells(style)) }
        return [style.dim(title)] + table.lines
    }

    /// Criteria: value, baseline, what is wanted, and what it comes to.
    func measuredLines(_ title: String, _ rows: [MeasuredRow], _ style: Style) -> [String] {
        guard !rows.isEmpty else { return [] }
        var table = TextTable(indent: "  ")
        table.add(
            ["", "VALUE", "BASELINE", "WANTED", "FAILS AT", "RESULT"].map { TextTable.Cell($0, paint: style.dim) })
        for row in rows {
            table.add([
                .init(row.key, paint: style.bold), .init(row.value), .init(row.baseline),
                .init(row.text(row.success)), .init(row.text(row.failure)), row.result(isMeasured, style),
            ])
        }
        var lines = [heading(title, style)]
        for (index, line) in table.lines.enumerated() {
            lines.append(line.withoutTrailingSpaces)
            guard index > 0 else { continue }
            lines.append(style.dim("    \(rows[index - 1].title)"))
            if let why = rows[index - 1].evidence?.why { lines.append("    \(why)") }
        }
        return lines
    }

    /// Guards on duty: value, what sets them off and what they do then.
    func guardLines(_ style: Style) -> [String] {
        guard !guards.isEmpty else { return [] }
        var table = TextTable(indent: "  ")
        table.add(
            ["", "VALUE", "BASELINE", "GOES OFF AT", "AND THEN", "RESULT"].map { TextTable.Cell($0, paint: style.dim) })
        for row in guards {
            table.add([
                .init(row.key, paint: style.bold), .init(row.value), .init(row.baseline), .init(row.trigger),
                .init(row.action ?? "–"), row.metric == nil ? .init("–") : row.result(isMeasured, style),
            ])
        }
        var lines = [heading("guards on duty", style)]
        for (index, line) in table.lines.enumerated() {
            lines.append(line.withoutTrailingSpaces)
            if index > 0 { lines += guards[index - 1].remarks(style) }
        }
        return lines
    }

    private func heading(_ title: String, _ style: Style) -> String {
        style.dim(isMeasured ? title : "\(title), metrics not asked for")
    }
}

extension RolloutReport.GateRow.Role {
    /// The role, its word, and who said it or can.
    fileprivate func cells(_ style: Style) -> [TextTable.Cell] {
        guard let word else {
            let can = holders.isEmpty ? "nobody holds it" : "can say it: \(holders.joined(separator: ", "))"
            return [.init(name), .init("–", paint: { style.dim($0) }), .init(can, paint: { style.dim($0) })]
        }
        let note = word.act.note.map { ": \($0)" } ?? ""
        let said = "\(word.act.by), \(word.act.at)\(note)"
        let isGo = word.verdict == .go
        return [
            .init(name), .init(word.verdict.rawValue, paint: { isGo ? style.good($0) : style.bad($0) }),
            .init(said, paint: { style.dim($0) }),
        ]
    }
}

extension RolloutReport.TaskRow {
    /// Who ticked it and when, or who may.
    fileprivate var about: String? {
        if let act { return "\(act.by), \(act.at)" + (act.note.map { ": \($0)" } ?? "") }
        if isChecked { return isDone ? nil : "flagctl sees it by itself" }
        return isDone || roles.isEmpty ? nil : "by \(roles.joined(separator: " or "))"
    }
}

extension RolloutReport.MeasuredRow {
    fileprivate var key: String {
        switch subject {
        case .guard(let key): key.text
        case .criterion(let key): key.text
        }
    }

    /// `0.14% (+0.02)`.
    fileprivate var value: String {
        guard let value = evidence?.windows.last?.value else { return "–" }
        let change = test?.change(compared).map { " (\($0))" } ?? ""
        return MetricTest.quantity(value, unit) + change
    }

    fileprivate var baseline: String { evidence?.baseline.map { MetricTest.quantity($0, unit) } ?? "–" }

    /// What stands below a guard: who may report to it, and why nothing is known.
    fileprivate func remarks(_ style: Style) -> [String] {
        let who = roles.isEmpty ? "anybody" : roles.joined(separator: ", ")
        return (metric == nil ? [style.dim("    by \(who)")] : []) + (evidence?.why.map { ["    \($0)"] } ?? [])
    }

    /// What sets a guard off.
    fileprivate var trigger: String {
        guard metric == nil else { return text(failure) }
        return "a report"
    }

    fileprivate func text(_ threshold: Threshold?) -> String {
        threshold.flatMap { test?.text($0, unit: unit) } ?? "–"
    }

    fileprivate func result(_ isMeasured: Bool, _ style: Style) -> TextTable.Cell {
        guard let result = evidence?.result else { return TextTable.Cell(isMeasured ? "later" : "–", paint: style.dim) }
        return TextTable.Cell(result.rawValue) { text in
            switch result {
            case .successful: style.good(text)
            case .failed, .error: style.bad(text)
            case .inconclusive: style.warn(text)
            }
        }
    }
}
