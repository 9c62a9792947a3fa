/// Where the brackets of a text are closed, found by one look at it, however many of them are not.
struct LinkBrackets {
    /// The place of `]` by that of its `[`; within code there are none.
    let labels: [Int: Int]
    /// The place of `)` by that of its `(`.
    let targets: [Int: Int]

    init(_ text: Scalars) {
        labels = Self.pairs(text, open: "[", close: "]")
        targets = Self.pairs(text, open: "(", close: ")")
    }

    private static func pairs(_ text: Scalars, open: Unicode.Scalar, close: Unicode.Scalar) -> [Int: Int] {
        var pairs: [Int: Int] = [:]
        var opened: [Int] = []
        var index = text.startIndex
        while index < text.endIndex {
            switch text[index] {
            case "\\": index += 1
            case "`" where open == "[":
                let run = text[index...].prefix { $0 == "`" }.count
                index = (text[(index + run)...].endOfCode(run) ?? index) + run - 1
            case open: opened.append(index)
            case close: if let start = opened.popLast() { pairs[start] = index }
            default: break
            }
            index += 1
        }
        return pairs
    }
}
