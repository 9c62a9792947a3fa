/// Reads a table of GitHub's Markdown: rows that begin with `|`, the second of them `|---|---|`.
struct MarkdownTable {
    /// The table, with as many cells in each row as it has titles.
    let block: RichText.Block

    /// Takes the table's lines away; nothing where there is none.
    init?(_ lines: inout ArraySlice<Scalars>, _ inlines: MarkdownInlines) {
        guard let first = lines.first?.trimmed, first.begins(with: "|"), let second = lines.dropFirst().first?.trimmed,
            Self.isUnderline(second), Self.cells(of: first).count == Self.cells(of: second).count
        else { return nil }
        lines.removeFirst(2)
        let header = Self.cells(of: first).map { inlines.read($0) }
        var rows: [[[RichText.Inline]]] = []
        while let line = lines.first?.trimmed, line.begins(with: "|") {
            let cells = Self.cells(of: line).prefix(header.count).map { inlines.read($0) }
            rows.append(cells + Array(repeating: [], count: header.count - cells.count))
            lines.removeFirst()
        }
        block = .table(header: header, rows: rows)
    }

    private static func isUnderline(_ line: Scalars) -> Bool {
        line.begins(with: "|")
            && cells(of: line).allSatisfy { cell in
                cell.contains("-") && cell.allSatisfy { $0 == "-" || $0 == ":" }
            }
    }

    /// The cells between the lines; `\|` is a character of a cell.
    private static func cells(of line: Scalars) -> [Scalars] {
        var cells: [Scalars] = []
        var cell: Scalars = []
        var rest = line.dropFirst()
        while let scalar = rest.popFirst() {
            switch scalar {
            case "\\":
                let next = rest.popFirst()
                if next != "|" { cell.append(scalar) }
                if let next { cell.append(next) }
            case "|":
                cells.append(cell.trimmed)
                cell = []
            default: cell.append(scalar)
            }
        }
        if !cell.trimmed.isEmpty { cells.append(cell.trimmed) }
        return cells
    }
}
