/// Lines of plain text that are broken between words.
enum WrappedLines {
    /// The lines of a text, whose own line ends stay.
    static func lines(of text: String, _ width: Int) -> [String] {
        var lines: [String] = []
        for part in text.split(separator: "\n", omittingEmptySubsequences: false) {
            var line = ""
            var length = 0
            for word in part.split(separator: " ") {
                if length > 0, length + 1 + word.count > width {
                    lines.append(line)
                    (line, length) = ("", 0)
                }
                if length > 0 {
                    line += " "
                    length += 1
                }
                line += word
                length += word.count
            }
            lines.append(line)
        }
        return lines
    }

    /// A text behind a mark; further lines stand below the text, not below the mark.
    static func hanging(_ mark: String, _ text: String, _ width: Int) -> String {
        let indent = String(repeating: " ", count: mark.count)
        return lines(of: text, max(1, width - mark.count)).enumerated()
            .map { $0.offset == 0 ? mark + $0.element : indent + $0.element }.joined(separator: "\n")
    }
}
