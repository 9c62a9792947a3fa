/// Reads what is within a line or paragraph.
struct MarkdownInlines {
    /// The texts that are put in where marks are.
    let gaps: MarkedGaps

    /// Reads lines of one block.
    func read(lines: [Scalars]) -> [RichText.Inline] {
        var text: Scalars = []
        for (index, line) in lines.enumerated() {
            if index > 0 { text.append("\n") }
            text += line.trimmed + line.breakAtEnd
        }
        return read(text.trimmed)
    }

    /// Reads a text.
    func read(_ text: Scalars) -> [RichText.Inline] { read(text, withLinks: true) }

    private func read(_ text: Scalars, withLinks: Bool) -> [RichText.Inline] {
        var nest = InlineNest(gaps: gaps)
        var rest = text
        lazy var brackets = LinkBrackets(text)
        while let scalar = rest.first {
            switch scalar {
            case "\\": readBackslash(&rest, &nest)
            case "\n": readLineEnd(&rest, &nest)
            case "`": readCode(&rest, &nest)
            case "*": readStars(&rest, &nest)
            case "<": readTag(&rest, &nest)
            case "[" where withLinks:
                if !readLink(&rest, &nest, brackets) { nest.append(rest.removeFirst()) }
            default: append(&rest, &nest)
            }
        }
        return nest.inlines
    }

    /// Takes a character as it is, without what the writer puts behind it so that nobody is mentioned.
    private func append(_ rest: inout Scalars, _ nest: inout InlineNest) {
        let scalar = rest.removeFirst()
        nest.append(scalar)
        if scalar == "@" || scalar == "#", rest.first == "\u{200B}" { rest.removeFirst() }
    }

    private func readBackslash(_ rest: inout Scalars, _ nest: inout InlineNest) {
        rest.removeFirst()
        switch rest.first {
        case "\n":
            nest.trimEnd()
            nest.append(.lineBreak)
            rest.removeFirst()
        case let next? where next.isASCIIMark: append(&rest, &nest)
        default: nest.append("\\")
        }
    }

    private func readLineEnd(_ rest: inout Scalars, _ nest: inout InlineNest) {
        rest.removeFirst()
        if nest.trimEnd() >= 2 { nest.append(.lineBreak) } else { nest.append(" ") }
        rest = rest.drop { $0.isBlank }
    }

    private func readCode(_ rest: inout Scalars, _ nest: inout InlineNest) {
        let count = rest.prefix { $0 == "`" }.count
        let after = rest.dropFirst(count)
        guard let end = after.endOfCode(count) else {
            for scalar in rest.prefix(count) { nest.append(scalar) }
            rest = after
            return
        }
        var content = Scalars(after[..<end].map { $0 == "\n" ? " " : $0 })
        if content.first == " ", content.last == " ", !content.allSatisfy({ $0 == " " }) {
            content = content.dropFirst().dropLast()
        }
        if content.contains(where: { $0 != " " }) { nest.append(.code(gaps.filled(content.text))) }
        rest = after[end...].dropFirst(count)
    }

    private func readStars(_ rest: inout Scalars, _ nest: inout InlineNest) {
        var count = rest.prefix { $0 == "*" }.count
        rest.removeFirst(count)
        let canOpen = rest.first.map { !$0.isBlank && $0 != "\n" } ?? false
        let canClose = nest.last.map { !$0.isBlank } ?? false
        while count > 0 {
            if canClose, let open = nest.openMark, open == "*" || open == "**", open.count <= count,
                nest.hasContent
            {
                nest.close()
                count -= open.count
            } else if canOpen {
                let mark = count >= 2 ? "**" : "*"
                nest.open(mark)
                count -= mark.count
            } else {
                nest.append("*")
                count -= 1
            }
        }
    }

    /// The tags that the writer uses where stars would mean something else.
    private func readTag(_ rest: inout Scalars, _ nest: inout InlineNest) {
        for tag in ["<strong>", "<em>"] where rest.begins(with: tag) {
            nest.open(tag)
            rest.removeFirst(tag.count)
            return
        }
        for (tag, open) in [("</strong>", "<strong>"), ("</em>", "<em>")]
        where rest.begins(with: tag) && nest.openMark == open {
            nest.close()
            rest.removeFirst(tag.count)
            return
        }
        if rest.begins(with: "<br>") {
            nest.trimEnd()
            nest.append(.lineBreak)
            rest = rest.dropFirst(4).drop { $0.isBlank || $0 == "\n" }
        } else {
            nest.append(rest.removeFirst())
        }
    }

    private func readLink(_ rest: inout Scalars, _ nest: inout InlineNest, _ brackets: LinkBrackets) -> Bool {
        guard let labelEnd = brackets.labels[rest.startIndex], labelEnd < rest.endIndex else { return false }
        let after = rest[(labelEnd + 1)...]
        guard after.first == "(", let targetEnd = brackets.targets[after.startIndex] else { return false }
        let written = after[..<targetEnd].dropFirst().trimmed
        guard !written.contains(where: { $0.isBlank || $0 == "\n" }) else { return false }
        let label = read(rest[..<labelEnd].dropFirst(), withLinks: false)
        let target = gaps.filled(Self.plain(written))
        if LinkTarget.isAllowed(target), !label.isEmpty {
            nest.append(.link(label, to: target))
        } else {
            label.forEach { nest.append($0) }
            nest.append(.text(label.isEmpty ? target : " (\(target))"))
        }
        rest = after[targetEnd...].dropFirst()
        return true
    }

    /// An address without its backslashes.
    private static func plain(_ text: Scalars) -> String {
        var result: Scalars = []
        var rest = text
        while let scalar = rest.popFirst() {
            if scalar == "\\", let next = rest.first, next.isASCIIMark {
                result.append(rest.removeFirst())
            } else {
                result.append(scalar)
            }
        }
        return result.text
    }
}
