/// Texts of people inside Markdown (CommonMark, with GitHub's tables and mentions), where they stay texts.
enum MarkdownText {
    /// A text that becomes no markup, no mention and no further line.
    static func inline(_ text: String) -> String {
        let oneLine = text.split(whereSeparator: \.isNewline).joined(separator: " ")
        var result = ""
        for (index, character) in zip(oneLine.indices, oneLine) {
            switch character {
            case "\\", "`", "*", "_", "<", "[", "]", "|", "~", "&": result += "\\\(character)"
            // `#12` is an issue.
            case "#" where oneLine[index...].dropFirst().first?.isNumber == true: result += "\\#"
            // A space of no width: `@` alone cannot be escaped.
            case "@": result += "@\u{200B}"
            default: result.append(character)
            }
        }
        return result
    }

    /// A text that stands at the beginning of a line and becomes no list, heading or rule there.
    static func paragraph(_ text: String) -> String {
        let escaped = inline(text.trimmed)
        guard let first = escaped.first else { return "" }
        if "-+=#>".contains(first) { return "\\" + escaped }
        let digits = escaped.prefix { $0.isASCII && $0.isNumber }
        guard !digits.isEmpty, let mark = escaped.dropFirst(digits.count).first, ".)".contains(mark) else {
            return escaped
        }
        return digits + "\\" + escaped.dropFirst(digits.count)
    }

    /// A row of a table; an empty cell says so with a dash.
    static func row(_ cells: [String?]) -> String {
        "| " + cells.map { $0.map(inline).flatMap { $0.isEmpty ? nil : $0 } ?? "–" }.joined(separator: " | ") + " |"
    }

    /// A table's first two lines.
    static func header(_ titles: [String]) -> [String] {
        ["| " + titles.joined(separator: " | ") + " |", "|" + titles.map { _ in "---|" }.joined()]
    }

    /// An item of a task list.
    static func item(_ isDone: Bool, _ text: String) -> String { "- [\(isDone ? "x" : " ")] \(text)" }
}

extension String {
    /// Without white space at both ends.
    fileprivate var trimmed: String {
        let start = drop(while: \.isWhitespace)
        guard let end = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(start[...end])
    }

    /// With a capital first letter.
    var capitalised: String { prefix(1).uppercased() + dropFirst() }
}
