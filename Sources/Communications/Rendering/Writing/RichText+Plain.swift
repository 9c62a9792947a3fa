extension RichText {
    /// The text without markup, for readers that show letters only; lines are broken between words.
    ///
    /// - Parameter width: the longest line in characters, 20 or more; a longer word stays whole.
    public func plain(width: Int = 72) -> String {
        let width = max(20, width)
        return blocks.map { Self.plain($0, width) }.joined(separator: "\n\n")
    }

    private static func plain(_ block: Block, _ width: Int) -> String {
        switch block {
        case .heading(let level, let text):
            let lines = WrappedLines.lines(of: text.plain, width)
            guard level < 3, let longest = lines.map(\.count).max() else { return lines.joined(separator: "\n") }
            return (lines + [String(repeating: level == 1 ? "=" : "-", count: longest)]).joined(separator: "\n")
        case .paragraph(let text): return WrappedLines.lines(of: text.plain, width).joined(separator: "\n")
        case .list(let items):
            return items.map { WrappedLines.hanging("- ", $0.brackets + $0.text.plain, width) }.joined(separator: "\n")
        case .numbered(let items):
            return items.enumerated().map { index, item in
                WrappedLines.hanging("\(index + 1). ", item.brackets + item.text.plain, width)
            }.joined(separator: "\n")
        case .table(let header, let rows):
            return PlainTable(header: header.map(\.plain), rows: rows.map { $0.map(\.plain) }).text(width)
        case .rule: return String(repeating: "-", count: min(width, 72))
        }
    }
}

extension [RichText.Inline] {
    /// The characters without markup, with `\n` for a break; a link's address is behind it in brackets.
    var plain: String { map(\.plain).joined() }
}

extension RichText.Inline {
    fileprivate var plain: String {
        switch self {
        case .text(let text), .code(let text): return text.withoutControls
        case .strong(let content), .emphasis(let content): return content.plain
        case .link(let content, let target):
            let label = content.plain
            let address = target.hasPrefix("mailto:") ? String(target.dropFirst(7)) : target
            return label == address ? label : "\(label) (\(address))"
        case .lineBreak: return "\n"
        }
    }
}

extension String {
    /// The text with a space for each control character and end of a line, and without what reorders it.
    var withoutControls: String {
        var result = String.UnicodeScalarView()
        for scalar in unicodeScalars where !scalar.isReordering {
            let category = scalar.properties.generalCategory
            let isBreak = category == .control || category == .lineSeparator || category == .paragraphSeparator
            result.append(isBreak ? " " : scalar)
        }
        return String(result)
    }
}
