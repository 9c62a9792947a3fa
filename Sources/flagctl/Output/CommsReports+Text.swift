import Communications
import Documents
import FlagModel
import Workflows

extension DueReport: TextReport {
    func lines(_ style: Style, isVerbose: Bool) -> [String] {
        var lines = unread.flatMap { $0.lines("not read:", style) }
        guard !rows.isEmpty else { return lines.isEmpty ? ["no message is due or ahead"] : lines }
        for (place, rows) in grouped {
            if !lines.isEmpty { lines.append("") }
            lines.append(style.bold(place))
            var table = TextTable(indent: "  ")
            for row in rows {
                var cells = [
                    row.cell(style), TextTable.Cell((row.at ?? row.due).text),
                    TextTable.Cell(row.formerStart.map { "\(row.message), moved from \($0)" } ?? row.message.text),
                    TextTable.Cell(row.channelName.visible),
                ]
                let audience = row.audience.joined(separator: ", ").visible
                if !audience.isEmpty { cells.append(TextTable.Cell(audience, paint: { style.dim($0) })) }
                table.add(cells)
            }
            // A reason stands below its row.
            for (line, row) in zip(table.lines, rows) {
                lines.append(line)
                if let why = row.why, isVerbose || row.refusal != nil || row.standing.needsReading {
                    lines.append("    \(style.dim(why.visible))")
                }
                if let hint = row.refusal?.hint { lines.append("    \(style.dim("hint:")) \(hint.visible)") }
            }
        }
        return lines + hints(style)
    }

    private var grouped: [(String, [Row])] {
        rows.reduce(into: [(String, [Row])]()) { groups, row in
            let place = "\(row.plan) in \(row.environment)"
            if let index = groups.firstIndex(where: { $0.0 == place }) {
                groups[index].1.append(row)
            } else {
                groups.append((place, [row]))
            }
        }
    }

    /// The next commands.
    private func hints(_ style: Style) -> [String] {
        var hints: [String] = []
        if rows.contains(where: { $0.standing.name == "due" && $0.refusal == nil }) {
            hints.append("send what is due: flagctl comms send --due\(isShared ? " --push" : "")")
        }
        if let row = rows.first(where: { $0.standing.name == "unknown" }) {
            hints.append(
                "find out what became of it, then: flagctl comms resolve \(row.plan) \(row.message) "
                    + "--env \(row.environment) --channel \(row.channel) --sent, --again or --skip")
        }
        if let row = rows.first(where: { $0.standing.name == "by-hand" }) {
            hints.append("send it: flagctl comms send \(row.plan) \(row.message) --env \(row.environment)")
        }
        return hints.isEmpty ? [] : [""] + hints.map { "\(style.dim("hint:")) \($0)" }
    }
}

extension DueReport.Row {
    fileprivate func cell(_ style: Style) -> TextTable.Cell {
        TextTable.Cell(standing.name) { text in
            switch standing {
            case .due: style.bold(text)
            case .unknown: style.bad(text)
            case .byHand, .retrying, .lapsed: style.warn(text)
            case .settled(let record) where record.state == .sent: style.good(text)
            default: style.dim(text)
            }
        }
    }
}

extension Standing {
    fileprivate var needsReading: Bool {
        switch self {
        case .claimed, .unknown, .retrying, .lapsed, .byHand: true
        case .settled(let record): [.skipped, .superseded].contains(record.state)
        default: false
        }
    }
}

extension SendReport: TextReport {
    func lines(_ style: Style, isVerbose: Bool) -> [String] {
        var lines = (rows + waiting).flatMap { $0.lines(style) }
        lines += problems.flatMap { $0.lines("not written:", style) } + unread.flatMap { $0.lines("not read:", style) }
        lines += taken.map { "\($0.message) by \($0.channel): somebody else is sending it" }
        if let unpublished {
            lines.append("\(style.bad("not published:")) \(unpublished.message.visible)")
            lines.append(
                "  \(style.dim("hint:")) it is committed here; the next send or watch with --push publishes it")
        }
        if let first = left.first {
            let others = left.count > 1 ? " and \(counted(left.count - 1, "other"))" : ""
            lines.append(
                "\(style.dim("due, not begun:")) \(first.slot.message) of \(first.plan) in \(first.environment), "
                    + "by \(first.slot.channel)\(others); send again when it takes messages")
        }
        return lines.isEmpty ? ["no message is due"] : lines
    }
}

extension SendReport.Row {
    func lines(_ style: Style) -> [String] {
        let state: String
        switch delivery.state {
        case .sent: state = style.good("sent")
        case .failed: state = style.warn("failed")
        case .unknown: state = style.bad("unknown")
        default: state = style.dim(delivery.state.rawValue)
        }
        let what = "\(delivery.slot.message) of \(plan) in \(environment), by \(delivery.slot.channel)"
        var lines = ["\(state)  \(what)" + (delivery.subject.map { ": \($0.visible)" } ?? "")]
        if let why = delivery.why { lines.append("  \(style.dim(why.visible))") }
        if delivery.state == .unknown {
            lines.append(
                "  \(style.dim("hint:")) find out, then: flagctl comms resolve \(plan) \(delivery.slot.message) "
                    + "--env \(environment) --channel \(delivery.slot.channel) --sent, --again or --skip")
        }
        if delivery.state == .failed {
            let time = delivery.until.map { ", from \($0) on" } ?? ""
            lines.append("  \(style.dim("it is tried again by the next send or watch\(time)"))")
        }
        return lines
    }
}

/// Messages as they would go out, in one form.
struct PreviewText: TextReport {
    let report: PreviewReport
    let form: CommsPreviewCommand.Form

    var json: JSONValue { report.json }

    func lines(_ style: Style, isVerbose: Bool) -> [String] {
        var lines: [String] = []
        for message in report.messages {
            if !lines.isEmpty { lines.append("") }
            lines.append("\(style.dim("message:")) \(message.message.key), \(message.message.moment.text)")
            lines.append("\(style.dim("due:    ")) \(message.due?.text ?? "when that happens")")
            if !message.audience.isEmpty {
                lines.append("\(style.dim("for:    ")) \(message.audience.joined(separator: ", ").visible)")
            }
            lines.append("\(style.dim("by:     ")) \(message.channels.joined(separator: ", ").visible)")
            lines.append("\(style.dim("subject:")) \(style.bold(message.text.subject.visible))")
            lines.append("")
            lines += text(of: message.text).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        }
        for refused in report.refused {
            if !lines.isEmpty { lines.append("") }
            lines.append("\(style.bad("refused:")) \(refused.failure.message.visible)")
            if let hint = refused.failure.hint { lines.append("  \(style.dim("hint:")) \(hint.visible)") }
        }
        return lines
    }

    private func text(of message: OutgoingMessage) -> String {
        switch form {
        case .plain: message.body.plain(width: 72)
        case .markdown: message.body.markdown
        case .html: message.body.html
        case .slack: CanonicalJSON.pretty(message.body.slackBlocks(subject: message.subject, link: message.link))
        }
    }
}

/// A digest in one form.
struct DigestText: TextReport {
    let report: DigestReport
    let isMarkdown: Bool

    var json: JSONValue { report.json }

    func lines(_ style: Style, isVerbose: Bool) -> [String] {
        let text = isMarkdown ? report.body.markdown : report.body.plain(width: 72)
        return [isMarkdown ? "# \(report.subject)" : style.bold(report.subject), ""]
            + text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }
}

extension PlanFailure {
    /// What is wrong, with the places where it is in files, and the next step.
    fileprivate func lines(_ title: String, _ style: Style) -> [String] {
        let findings = failure.findingLines.flatMap { $0.split(separator: "\n") }.map { "  \(String($0).visible)" }
        return ["\(style.bad(title)) \(plan) in \(environment): \(failure.message.visible)"] + findings
            + (failure.hint.map { ["  \(style.dim("hint:")) \($0.visible)"] } ?? [])
    }
}
