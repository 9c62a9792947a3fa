import Workflows

extension ListReport: TextReport {
    func lines(_ style: Style, isVerbose: Bool) -> [String] {
        guard !flags.isEmpty else { return ["no flags in \(environment)"] }
        var table = TextTable()
        let header = ["FLAG", "STATE", "EXPOSURE", "SERVES", "VARIABLE", "CODE DEFAULT", "STAGE", "OWNER"]
        table.add(header.map { TextTable.Cell($0, paint: style.dim) })
        for flag in flags {
            table.add([
                .init(flag.key, paint: style.bold),
                .state(flag.enabled, style),
                .init(flag.exposure.text), .init(flag.variant ?? "differs"), .init(flag.assignment ?? "–"),
                .init(flag.codeDefault ?? "–"), .init(flag.stage ?? "–"), .init(flag.owner ?? "–"),
            ])
        }
        return ["\(style.bold(environment)), \(counted(flags.count, "flag"))"] + table.lines
    }
}

extension ExposureReport {
    /// `25%, ≈ 22,500 people`.
    var text: String {
        if let waitsFor { return "0%, waits for \(waitsFor)" }
        guard let percent else { return limitedBy.map { "some, who get \($0)" } ?? "unknown" }
        guard let people, percent.thousandths > 0 else { return "\(percent.short)%" }
        return "\(percent.short)%, ≈ \(Numbers.grouped(people)) people"
    }
}

extension ShowReport: TextReport {
    func lines(_ style: Style, isVerbose: Bool) -> [String] {
        var table = TextTable(indent: "  ")
        for line in flag.lines { table.add([.init(line.label, paint: style.dim), .init(line.text)]) }
        var lines = ["\(style.bold(flag.key))  \(flag.name)"] + table.lines
        for place in places {
            let state = place.enabled ? style.good("on") : style.dim("off")
            let outlook = place.enabled ? "" : "; once it is on:"
            lines += ["", "\(style.bold(place.environment)): \(state), exposure \(place.exposure.text)\(outlook)"]
            var rows = TextTable(indent: "  ")
            for row in place.rows {
                let exposed = place.exposure.rows.first { RowNames.text($0.name) == row.name }
                let people = exposed?.people.flatMap { $0 > 0 ? "≈ \(Numbers.grouped($0)) people" : nil } ?? ""
                rows.add([.init(row.name), .init(row.serves), .init(people, paint: style.dim)])
            }
            lines += rows.lines.map(\.withoutTrailingSpaces)
            if let change = place.lastChange { lines.append("  " + style.dim(Self.text(of: change))) }
        }
        return isVerbose ? lines + ["", style.dim("commit \(commit)")] : lines
    }
}

extension ShowReport {
    /// Who changed it last, and who approved.
    private static func text(of change: CommitReport) -> String {
        let approval = change.approvers.isEmpty ? "" : ", approved by \(change.approvers.text(\.name))"
        return
            "last changed by \(change.author.name) on \(change.time.prefix(10)) (\(change.commit.prefix(8)))\(approval)"
    }
}

extension MatrixReport: TextReport {
    func lines(_ style: Style, isVerbose: Bool) -> [String] {
        guard !rows.isEmpty else { return ["no flags in \(environment)"] }
        var table = TextTable(rightAligned: Set(2..<(cohorts.count + 3)))
        let shares = cohorts.map { cohort in cohort.share.map { "\(cohort.key) (\($0.short)%)" } ?? cohort.key }
        table.add((["FLAG", "STATE"] + shares + ["everybody else"]).map { TextTable.Cell($0, paint: style.dim) })
        for row in rows {
            let cells = row.cells.map { $0.map { "\($0.short)%" } ?? "–" } + [row.rest.map { "\($0.short)%" } ?? "–"]
            let name = TextTable.Cell(row.flag, paint: style.bold)
            let state = TextTable.Cell.state(row.enabled, style)
            table.add([name, state] + cells.map { TextTable.Cell($0) })
        }
        return [style.bold(environment)] + table.lines
    }
}

extension CohortReport: TextReport {
    func lines(_ style: Style, isVerbose: Bool) -> [String] {
        guard !cohorts.isEmpty else { return ["no cohorts in \(environment)"] }
        if cohorts.count == 1 || isVerbose { return cohorts.flatMap { details($0, style) } }
        var table = TextTable()
        table.add(["COHORT", "SHARE", "DELAY", "NAME", "TARGETED BY"].map { TextTable.Cell($0, paint: style.dim) })
        for row in cohorts {
            table.add([
                .init(row.key, paint: style.bold), .init(share(row)), .init(row.releaseDelay ?? "–"), .init(row.name),
                .init(row.flags.isEmpty ? "–" : row.flags.joined(separator: ", ")),
            ])
        }
        return table.lines
    }

    private func share(_ row: Row) -> String {
        guard let share = row.share else { return "–" }
        return "\(share.short)%" + (row.people.map { ", ≈ \(Numbers.grouped($0)) people" } ?? "")
    }

    private func details(_ row: Row, _ style: Style) -> [String] {
        var lines = ["\(style.bold(row.key))  \(row.name)"]
        if let description = row.description { lines.append("  \(description)") }
        lines.append("  share \(share(row))")
        if let delay = row.releaseDelay { lines.append("  release delay \(delay)") }
        if !row.flags.isEmpty { lines.append("  targeted by \(row.flags.joined(separator: ", "))") }
        return lines + row.match.split(separator: "\n").map { "  \($0)" }
    }
}

extension EnvironmentReport: TextReport {
    func lines(_ style: Style, isVerbose: Bool) -> [String] {
        if let details {
            var table = TextTable(indent: "  ")
            for line in details.lines { table.add([.init(line.label, paint: style.dim), .init(line.text)]) }
            return ["\(style.bold(details.key))  \(details.name)"] + table.lines
        }
        var table = TextTable(rightAligned: [1, 2])
        table.add(["ENVIRONMENT", "FLAGS", "PEOPLE", "POLICY"].map { TextTable.Cell($0, paint: style.dim) })
        for row in environments {
            table.add([
                .init(row.key, paint: style.bold), .init("\(row.flags)"),
                .init(row.population.map { Numbers.grouped($0) } ?? "–"), .init(row.policy),
            ])
        }
        return table.lines
    }
}
