import Documents

/// A paragraph or an item of a list as elements of Slack's rich text.
struct SlackPart {
    /// What it stands in.
    enum Kind: Hashable {
        case paragraph
        case bullet
        case ordered(number: Int)
    }

    /// What is between a paragraph and what follows.
    private static let gap = "\n\n"

    let kind: Kind
    let elements: [JSONValue]
    /// Its characters as UTF-16 counts them, with the gap behind it.
    let size: Int

    /// A block as parts, none of them larger than the limit.
    static func parts(of block: RichText.Block, limit: Int) -> [SlackPart] {
        switch block {
        case .heading(_, let text): return split([.strong(text)], .paragraph, limit)
        case .paragraph(let text): return split(text, .paragraph, limit)
        case .list(let items): return items.flatMap { split(box($0), .bullet, limit) }
        case .numbered(let items):
            return items.enumerated().flatMap { split(box($1), .ordered(number: $0), limit) }
        case .table(let header, let rows): return rows.flatMap { split(row($0, header), .bullet, limit) }
        case .rule: return []
        }
    }

    private static func box(_ item: RichText.Item) -> [RichText.Inline] {
        item.box.isEmpty ? item.text : [.text(item.box)] + item.text
    }

    /// A row as a line: the first cell in strong text, then the others behind the titles of their columns.
    private static func row(_ cells: [[RichText.Inline]], _ header: [[RichText.Inline]]) -> [RichText.Inline] {
        zip(header, cells).enumerated().flatMap { index, cell -> [RichText.Inline] in
            let (title, text) = cell
            guard index > 0 else { return [.strong(text)] }
            return title.isEmpty ? [.text(" · ")] + text : [.text(" · ")] + title + [.text(": ")] + text
        }
    }

    private static func split(_ inlines: [RichText.Inline], _ kind: Kind, _ limit: Int) -> [SlackPart] {
        var text = SlackText()
        text.write(inlines)
        var parts: [SlackPart] = []
        var elements: [JSONValue] = []
        var size = 0
        let limit = limit - gap.utf16.count
        for piece in text.pieces.flatMap({ $0.split(limit: limit) }) {
            if size + piece.size > limit {
                parts.append(SlackPart(kind: kind, elements: elements, size: size + gap.utf16.count))
                (elements, size) = ([], 0)
            }
            elements.append(piece.element)
            size += piece.size
        }
        if !elements.isEmpty { parts.append(SlackPart(kind: kind, elements: elements, size: size + gap.utf16.count)) }
        return parts
    }

    /// The elements of a `rich_text` block: sections with an empty line between paragraphs, lists of their items.
    static func elements(of parts: [SlackPart]) -> [JSONValue] {
        var elements: [JSONValue] = []
        var rest = parts[...]
        while let part = rest.first {
            let section: ([JSONValue]) -> JSONValue = { ["type": "rich_text_section", "elements": .array($0)] }
            guard part.kind != .paragraph else {
                rest.removeFirst()
                let end: [JSONValue] = rest.isEmpty ? [] : [["type": "text", "text": .string(gap)]]
                elements.append(section(part.elements + end))
                continue
            }
            let items = rest.prefix { $0.kind.isSameList(as: part.kind) }
            rest = rest.dropFirst(items.count)
            var list = JSONObject([("type", "rich_text_list")])
            list["style"] = part.kind == .bullet ? "bullet" : "ordered"
            if case .ordered(let number) = part.kind, number > 0 { list["offset"] = .number(JSONNumber(number)) }
            list["elements"] = .array(items.map { section($0.elements) })
            elements.append(.object(list))
        }
        return elements
    }
}

extension SlackPart.Kind {
    fileprivate func isSameList(as other: SlackPart.Kind) -> Bool {
        switch (self, other) {
        case (.bullet, .bullet), (.ordered, .ordered): true
        default: false
        }
    }
}
