/// Texts of people inside GitHub's Markdown, where they stay texts.
struct MarkdownEscape {
    /// Whether the text is in a heading, where `#` at the end would be lost.
    let isHeading: Bool

    /// The text so that it is read as it is.
    mutating func escaped(_ text: Scalars, atStart: Bool) -> Scalars {
        var result: Scalars = []
        var index = text.startIndex
        if atStart {
            let start = text.drop { $0.isBlank }
            index = start.startIndex
            writeStart(start, &index, to: &result)
        }
        while index < text.endIndex {
            write(text[index...], before: index > text.startIndex ? text[index - 1] : nil, to: &result)
            index += 1
        }
        return result
    }

    /// The mark of a list, heading, quotation, table or line at the beginning.
    private func writeStart(_ text: Scalars, _ index: inout Int, to result: inout Scalars) {
        guard let first = text.first else { return }
        if "-+=>:#".unicodeScalars.contains(first) {
            result += ["\\", first]
            if first == "#" { result += gap(after: text) }
            index += 1
            return
        }
        let digits = text.prefix { $0.isDigit }
        guard !digits.isEmpty, let mark = text.dropFirst(digits.count).first, mark == "." || mark == ")" else { return }
        result += digits + ["\\", mark]
        index += digits.count + 1
    }

    private func write(_ rest: Scalars, before: Unicode.Scalar?, to result: inout Scalars) {
        guard let scalar = rest.first else { return }
        switch scalar {
        case "\\", "`", "*", "_", "<", ">", "[", "]", "|", "~", "&", "$": result += ["\\", scalar]
        // A backslash keeps neither mentions of people nor those of issues away.
        case "@": result += [scalar, "\u{200B}"]
        case "#": result += (isHeading ? ["\\", scalar] : [scalar]) + gap(after: rest)
        // Bare addresses become links: https://…, www.…
        case ":" where rest.begins(with: "://"): result += ["\\", scalar]
        case "." where isWWW(result): result += ["\\", scalar]
        default: result.append(scalar)
        }
    }

    /// A space without width behind a `#` that would name an issue, and where the reader would take one away.
    private func gap(after rest: Scalars) -> Scalars {
        guard let next = rest.dropFirst().first, next.isDigit || next == "\u{200B}" else { return [] }
        return ["\u{200B}"]
    }

    private func isWWW(_ written: Scalars) -> Bool {
        written.suffix(3).allSatisfy { $0 == "w" || $0 == "W" } && written.count >= 3
    }
}
