/// The steps of a scenario, one a line.
///
/// `# text` is a remark, `@ time` sets the clock, anything else is a line of shell; a `\` at a line's end joins it with
/// the next. `[terminal]` before a command runs it on a terminal, `[terminal: y]` also types an answer.
struct Script {
    enum Step {
        case remark(String)
        case clock(String)
        case command(Command)
    }

    /// A line of shell.
    struct Command {
        /// As written, without what stands in brackets.
        let line: String
        let isOnTerminal: Bool
        let answer: String?

        init(_ text: String) {
            guard text.hasPrefix("[terminal"), let end = text.firstIndex(of: "]") else {
                (line, isOnTerminal, answer) = (text, false, nil)
                return
            }
            let inside = text[..<end].dropFirst("[terminal".count)
            line = String(text[text.index(after: end)...].drop { $0 == " " })
            isOnTerminal = true
            answer = inside.isEmpty ? nil : String(inside.dropFirst().drop { $0 == " " })
        }
    }

    let steps: [Step]

    init(_ text: String) {
        var steps: [Step] = []
        var open = ""
        for line in text.split(separator: "\n") {
            if line.hasSuffix("\\") {
                open += line + "\n"
                continue
            }
            let whole = open + line
            open = ""
            if whole.hasPrefix("# ") {
                steps.append(.remark(String(whole.dropFirst(2))))
            } else if whole.hasPrefix("@ ") {
                steps.append(.clock(String(whole.dropFirst(2))))
            } else {
                steps.append(.command(Command(whole)))
            }
        }
        self.steps = steps
    }
}
