/// A table in plain text: columns where they fit, else one line for each cell.
struct PlainTable {
    private let header: [String]
    private let rows: [[String]]

    /// Makes a table of cells, in each of which a break is a space.
    init(header: [String], rows: [[String]]) {
        self.header = header.map { $0.replacing("\n", with: " ") }
        self.rows = rows.map { row in row.map { $0.replacing("\n", with: " ") } }
    }

    /// The lines, none longer than the width but for words that are.
    func text(_ width: Int) -> String {
        let columns = header.indices.map { column in
            ([header] + rows).map { column < $0.count ? $0[column].count : 0 }.max() ?? 0
        }
        guard columns.reduce(0, +) + 2 * max(0, columns.count - 1) <= width else { return cells(width) }
        let rule = columns.map { String(repeating: "-", count: $0) }
        return ([header, rule] + rows).map { line($0, columns) }.joined(separator: "\n")
    }

    private func line(_ cells: [String], _ columns: [Int]) -> String {
        var line = zip(cells, columns).map { $0 + String(repeating: " ", count: max(0, $1 - $0.count)) }
            .joined(separator: "  ")
        while line.hasSuffix(" ") { line.removeLast() }
        return line
    }

    private func cells(_ width: Int) -> String {
        rows.map { row in
            zip(header, row).enumerated().map { index, cell in
                let text = cell.0.isEmpty ? cell.1 : "\(cell.0): \(cell.1)"
                return WrappedLines.hanging(index == 0 ? "- " : "  ", text, width)
            }.joined(separator: "\n")
        }.joined(separator: "\n")
    }
}
