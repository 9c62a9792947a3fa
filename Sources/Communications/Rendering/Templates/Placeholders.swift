/// Gaps of templates that people fill by hand: `[DATE]`, `[Your Name]`, `[guide-link]`.
enum Placeholders {
    /// The first bracket with words that is no link, no box, no code and no index, and how many lines are before it.
    static func first(in text: String) -> (text: String, line: Int)? {
        let scalars = Array(text.unicodeScalars)
        var line = 0
        var index = 0
        while index < scalars.count {
            switch scalars[index] {
            case "\n": line += 1
            case "\\": index += 1
            case "`": index = endOfCode(scalars, from: index)
            case "{" where scalars[index...].starts(with: ["{", "{"]): index = endOfTag(scalars, from: index)
            case "[":
                if let placeholder = placeholder(scalars, at: index) { return (placeholder, line) }
            default: break
            }
            index += 1
        }
        return nil
    }

    private static func endOfCode(_ scalars: [Unicode.Scalar], from start: Int) -> Int {
        let count = scalars[start...].prefix { $0 == "`" }.count
        let line = scalars[(start + count)...].prefix { $0 != "\n" }
        return (line.endOfCode(count) ?? start) + count - 1
    }

    private static func endOfTag(_ scalars: [Unicode.Scalar], from start: Int) -> Int {
        var index = start
        while index + 1 < scalars.count {
            if scalars[index] == "}", scalars[index + 1] == "}" { return index + 1 }
            index += 1
        }
        return start
    }

    private static func placeholder(_ scalars: [Unicode.Scalar], at start: Int) -> String? {
        if start > 0, scalars[start - 1].properties.isAlphabetic || scalars[start - 1] == "]" { return nil }
        var index = start + 1
        var hasWords = false
        while index < scalars.count, scalars[index] != "]", scalars[index] != "\n", scalars[index] != "[" {
            if scalars[index] == "{", scalars[index...].starts(with: ["{", "{"]) {
                index = endOfTag(scalars, from: index)
            } else if scalars[index].properties.isAlphabetic || "_?".unicodeScalars.contains(scalars[index]) {
                hasWords = true
            }
            index += 1
        }
        guard index < scalars.count, scalars[index] == "]", hasWords, !isBox(scalars, start, index),
            index + 1 == scalars.count || scalars[index + 1] != "("
        else { return nil }
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars[start...index])
        return String(text)
    }

    /// `[x]` behind the mark of a list.
    private static func isBox(_ scalars: [Unicode.Scalar], _ start: Int, _ end: Int) -> Bool {
        guard end == start + 2, scalars[start + 1] == "x" || scalars[start + 1] == "X", start >= 2 else { return false }
        return scalars[start - 1] == " " && "-*+.)".unicodeScalars.contains(scalars[start - 2])
    }
}

extension MessageTemplate {
    /// The first placeholder in a text that people wrote, such as `[DATE]`; nothing where all is filled in.
    public static func placeholder(in text: String) -> String? { Placeholders.first(in: text)?.text }
}
