/// Text inside of GitHub-flavoured Markdown.
enum Markdown {
    /// Text that cannot leave its table cell or line, or become markup or a mention.
    static func cell(_ text: String) -> String {
        text.reduce(into: "") { result, character in
            switch character {
            case "|", "\\", "`", "*", "_", "<", ">", "[", "]", "#", "~", "!": result += "\\\(character)"
            case "@": result += "@\u{200B}"
            case "\n", "\r", "\r\n": result += " "
            default: result.append(character)
            }
        }
    }

    /// Text as code.
    static func code(_ text: String) -> String {
        "`\(text.filter { $0 != "`" && $0 != "|" && !$0.isNewline })`"
    }
}
