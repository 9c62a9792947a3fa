/// Columns of text, as wide as their widest cell.
struct TextTable {
    /// A cell: its text and how it is painted.
    struct Cell {
        let text: String
        var paint: (String) -> String = { $0 }

        init(_ text: String, paint: @escaping (String) -> String = { $0 }) {
            self.text = text
            self.paint = paint
        }
    }

    private var rows: [[Cell]] = []
    private let rightAligned: Set<Int>
    private let indent: String

    init(rightAligned: Set<Int> = [], indent: String = "") {
        self.rightAligned = rightAligned
        self.indent = indent
    }

    mutating func add(_ cells: [Cell]) { rows.append(cells) }
    mutating func add(_ cells: [String]) { rows.append(cells.map { Cell($0) }) }

    var lines: [String] {
        let count = rows.map(\.count).max() ?? 0
        let widths = (0..<count).map { column in rows.map { $0.count > column ? $0[column].text.count : 0 }.max() ?? 0 }
        return rows.map { row in
            var line = indent
            for (column, cell) in row.enumerated() {
                let padding = String(repeating: " ", count: widths[column] - cell.text.count)
                let isLast = column == row.count - 1
                if rightAligned.contains(column) {
                    line += padding + cell.paint(cell.text)
                } else {
                    line += cell.paint(cell.text) + (isLast ? "" : padding)
                }
                if !isLast { line += "  " }
            }
            return line
        }
    }
}

extension TextTable.Cell {
    /// Whether a flag is on.
    static func state(_ enabled: Bool, _ style: Style) -> Self {
        enabled ? Self("on", paint: { style.good($0) }) : Self("off", paint: { style.dim($0) })
    }
}
