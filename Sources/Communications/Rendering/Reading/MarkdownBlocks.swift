/// Reads the blocks of a text in Markdown.
struct MarkdownBlocks {
    /// The blocks; those without any text are left out.
    private(set) var blocks: [RichText.Block] = []
    private var lines: ArraySlice<Scalars>
    private let inlines: MarkdownInlines

    /// Reads a text whose lines end in `\n`, and puts texts where it has marks.
    init(_ text: String, gaps: MarkedGaps) {
        lines = Array(text.unicodeScalars).split(separator: "\n", omittingEmptySubsequences: false)[...]
        inlines = MarkdownInlines(gaps: gaps)
        while let line = lines.first?.trimmed {
            if line.isEmpty {
                lines.removeFirst()
            } else if let heading = heading(line) {
                blocks.append(heading)
                lines.removeFirst()
            } else if Self.isRule(line) {
                blocks.append(.rule)
                lines.removeFirst()
            } else if let mark = ListMark(line) {
                blocks.append(list(isNumbered: mark.isNumbered))
            } else if let table = MarkdownTable(&lines, inlines) {
                blocks.append(table.block)
            } else {
                readParagraph()
            }
        }
    }

    private func heading(_ line: Scalars) -> RichText.Block? {
        let level = line.prefix { $0 == "#" }.count
        let text = line.dropFirst(level)
        guard (1...3).contains(level), text.first?.isBlank == true else { return nil }
        return .heading(level: level, inlines.read(text.trimmed))
    }

    private static func isRule(_ line: Scalars) -> Bool {
        guard let first = line.first, "-*_".unicodeScalars.contains(first) else { return false }
        let marks = line.filter { !$0.isBlank }
        return marks.count >= 3 && marks.allSatisfy { $0 == first }
    }

    /// Whether a line ends the paragraph before it.
    private func beginsBlock(_ line: Scalars) -> Bool {
        line.isEmpty || heading(line) != nil || Self.isRule(line) || ListMark(line) != nil || line.begins(with: "|")
    }

    private mutating func list(isNumbered: Bool) -> RichText.Block {
        var items: [RichText.Item] = []
        while let line = lines.first {
            if line.trimmed.isEmpty {
                let rest = lines.drop { $0.trimmed.isEmpty }
                guard let next = rest.first, let mark = ListMark(next.trimmed), mark.isNumbered == isNumbered,
                    !Self.isRule(next.trimmed)
                else { break }
                lines = rest
            }
            guard let first = lines.first, !Self.isRule(first.trimmed), let mark = ListMark(first.trimmed),
                mark.isNumbered == isNumbered
            else { break }
            lines.removeFirst()
            var text = [mark.text + first.breakAtEnd]
            while let next = lines.first, !beginsBlock(next.trimmed) {
                text.append(next)
                lines.removeFirst()
            }
            items.append(RichText.Item(inlines.read(lines: text), isDone: mark.isDone))
        }
        return isNumbered ? .numbered(items) : .list(items)
    }

    private mutating func readParagraph() {
        var text: [Scalars] = []
        while let line = lines.first, text.isEmpty || !beginsBlock(line.trimmed) {
            text.append(line)
            lines.removeFirst()
        }
        let content = inlines.read(lines: text)
        if !content.isEmpty { blocks.append(.paragraph(content)) }
    }
}

extension ArraySlice<Unicode.Scalar> {
    /// Two spaces where the line ends in as many.
    var breakAtEnd: Scalars { count >= 2 && suffix(2).allSatisfy { $0 == " " } ? [" ", " "] : [] }
}

/// The beginning of an item of a list.
struct ListMark {
    let isNumbered: Bool
    /// Whether its box is ticked; nothing without a box.
    let isDone: Bool?
    /// What is after mark and box.
    let text: Scalars

    /// Reads the beginning of a line without spaces around it.
    init?(_ line: Scalars) {
        let digits = line.prefix { $0.isDigit }
        let mark = line.dropFirst(digits.count)
        if digits.isEmpty {
            guard let first = mark.first, "-*+".unicodeScalars.contains(first) else { return nil }
        } else {
            guard digits.count < 10, let first = mark.first, first == "." || first == ")" else { return nil }
        }
        guard let blank = mark.dropFirst().first, blank.isBlank else { return nil }
        let text = mark.dropFirst(2).trimmed
        isNumbered = !digits.isEmpty
        if text.begins(with: "[ ] ") {
            isDone = false
        } else {
            isDone = text.begins(with: "[x] ") || text.begins(with: "[X] ") ? true : nil
        }
        self.text = isDone == nil ? text : text.dropFirst(4).trimmed
    }
}
