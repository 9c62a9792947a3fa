extension RichText {
    /// The text in Markdown as GitHub reads it (CommonMark with tables and boxes).
    ///
    /// Texts stay texts there: no markup, no link, no formula, and nobody is mentioned; a space without width (U+200B) is
    /// behind each `@`, and behind `#` before a number.
    public var markdown: String { blocks.map(Self.markdown).joined(separator: "\n\n") }

    private static func markdown(_ block: Block) -> String {
        switch block {
        case .heading(let level, let text):
            String(repeating: "#", count: min(max(level, 1), 3)) + " " + line(text, .heading)
        case .paragraph(let text): line(text, .paragraph)
        case .list(let items): items.map { "- " + item($0, indent: "  ") }.joined(separator: "\n")
        case .numbered(let items):
            items.enumerated().map { "\($0 + 1). " + item($1, indent: "   ") }.joined(separator: "\n")
        case .table(let header, let rows):
            ([row(header), "|" + header.map { _ in "---|" }.joined()] + rows.map(row)).joined(separator: "\n")
        case .rule: "---"
        }
    }

    private static func item(_ item: Item, indent: String) -> String {
        item.brackets + line(item.text, .item(indent: indent))
    }

    private static func row(_ cells: [[Inline]]) -> String {
        "| " + cells.map { line($0, .cell) }.joined(separator: " | ") + " |"
    }

    private static func line(_ inlines: [Inline], _ place: MarkdownLine.Place) -> String {
        var line = MarkdownLine(place)
        line.write(inlines)
        return line.text.asTrimmed
    }
}

extension String {
    /// Without spaces and tabs at both ends.
    fileprivate var asTrimmed: String { Array(unicodeScalars)[...].trimmed.text }
}
