import Workflows

extension FeedbackListReport: TextReport {
    func lines(_ style: Style, isVerbose: Bool) -> [String] {
        guard !feedback.isEmpty else { return ["none of it; \(summary)"] }
        var table = TextTable()
        table.add(["KEY", "CLASS", "TIME", "ABOUT", "WHAT THEY SAY"].map { .init($0, paint: style.dim) })
        for feedback in feedback {
            table.add([
                .init(isVerbose ? feedback.key : feedback.shortKey, paint: style.bold), .init(feedback.kind),
                .init(feedback.time, paint: feedback.state.paint(style)), .init(feedback.about),
                .init(isVerbose ? feedback.line : feedback.line.cut(to: 60)),
            ])
        }
        return table.lines + ["", summary]
    }

    private var summary: String { "\(open) open, \(overdue) of them overdue; \(closed) closed" }
}

extension FeedbackReport: TextReport {
    func lines(_ style: Style, isVerbose: Bool) -> [String] {
        var lines = ["\(style.bold(key))  \(kind), \(state.paint(style)(time))", ""]
        lines += text.split(separator: "\n", omittingEmptySubsequences: false).map { String($0).visible }
        lines.append("")
        var table = TextTable()
        let facts = [
            ("from", from), ("flag", flag), ("environment", environment), ("rollout", plan), ("link", link),
            ("received", received), ("deadline", deadline), ("answered", answer?.at), ("by", answer?.by),
        ]
        for (name, value) in facts {
            if let value { table.add([.init(name, paint: style.dim), .init(value.visible)]) }
        }
        lines += table.lines
        guard let note = answer?.note else { return lines }
        return lines + [""] + note.split(separator: "\n", omittingEmptySubsequences: false).map { String($0).visible }
    }
}

extension FeedbackReport {
    /// What they say in one line.
    fileprivate var line: String {
        text.split { $0.isNewline || $0 == "\t" }.joined(separator: " ").visible
    }

    /// What it is about: `production/CSF`, `s4-ga`, `–`.
    fileprivate var about: String {
        let subject = [flag, flag == nil ? plan : nil].compactMap(\.self)
        let parts = [environment].compactMap(\.self) + subject
        return parts.isEmpty ? "–" : parts.joined(separator: "/")
    }
}

extension FeedbackReport.State {
    fileprivate func paint(_ style: Style) -> (String) -> String {
        switch self {
        case .open: return { $0 }
        case .overdue: return style.bad
        case .closed: return style.dim
        }
    }
}

extension String {
    /// The text with everything that a terminal would not simply show written out, such as `\u{1B}`.
    ///
    /// Control characters move the cursor and set colours; those of bidirectional text reorder what is read.
    var visible: String {
        let isPlain = unicodeScalars.allSatisfy { !$0.isHidden }
        guard !isPlain else { return self }
        var text = ""
        for scalar in unicodeScalars {
            if scalar.isHidden {
                text += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
            } else {
                text.unicodeScalars.append(scalar)
            }
        }
        return text
    }

    /// The beginning of the text, with an ellipsis where there is more.
    func cut(to length: Int) -> String { count <= length ? self : prefix(length - 1) + "…" }
}

extension Unicode.Scalar {
    fileprivate var isHidden: Bool {
        switch value {
        case 0x09: false
        case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true
        default: [.control, .lineSeparator, .paragraphSeparator].contains(properties.generalCategory)
        }
    }
}
