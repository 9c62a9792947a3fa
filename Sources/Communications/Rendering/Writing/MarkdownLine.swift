/// Writes a line of Markdown.
struct MarkdownLine {
    /// Where the line is, which decides what has a meaning in it.
    enum Place: Hashable {
        case paragraph, heading, cell
        case item(indent: String)
    }

    private let place: Place
    private let isInLink: Bool
    private var scalars: Scalars = []

    /// What was written.
    var text: String { scalars.text }

    /// Begins a line.
    init(_ place: Place) { self.init(place, isInLink: false) }

    private init(_ place: Place, isInLink: Bool) {
        self.place = place
        self.isInLink = isInLink
    }

    /// Writes pieces; the first stands at the beginning of the line where nothing was written before.
    mutating func write(_ inlines: [RichText.Inline]) {
        for (index, inline) in inlines.enumerated() {
            let next = index + 1 < inlines.count ? inlines[index + 1] : nil
            switch inline {
            case .text(let text): write(text: text)
            case .code(let text): write(code: text)
            case .lineBreak: writeBreak()
            case .strong(let content): write(content, mark: "**", tag: "strong", next)
            case .emphasis(let content): write(content, mark: "*", tag: "em", next)
            case .link(let content, let target): write(content, target)
            }
        }
    }

    private var isAtStart: Bool {
        guard let last = scalars.last(where: { !$0.isBlank }) else { return true }
        return last == "\n"
    }

    private mutating func append(_ text: String) { scalars += text.unicodeScalars }

    private mutating func write(text: String) {
        var escape = MarkdownEscape(isHeading: place == .heading)
        scalars += escape.escaped(Array(text.withoutControls.unicodeScalars)[...], atStart: isAtStart)
    }

    private mutating func write(code: String) {
        let code = code.withoutControls
        guard code.unicodeScalars.contains(where: { !$0.isBlank }) else { return write(text: code) }
        // A cell has no way to write a line between cells inside code that every reader understands.
        if place == .cell, code.unicodeScalars.contains("|") { return write(text: code) }
        var longest = 0
        var run = 0
        for scalar in code.unicodeScalars {
            run = scalar == "`" ? run + 1 : 0
            longest = max(longest, run)
        }
        let fence = String(repeating: "`", count: longest + 1)
        let (first, last) = (code.unicodeScalars.first, code.unicodeScalars.last)
        let isPadded = first == "`" || last == "`" || (first == " " && last == " ")
        append(fence + (isPadded ? " \(code) " : code) + fence)
    }

    private mutating func writeBreak() {
        while scalars.last?.isBlank == true { scalars.removeLast() }
        switch place {
        case .heading, .cell: append("<br>")
        case .paragraph: append("\\\n")
        case .item(let indent): append("\\\n" + indent)
        }
    }

    private mutating func write(
        _ content: [RichText.Inline], mark: String, tag: String, _ next: RichText.Inline?
    ) {
        var inner = MarkdownLine(place, isInLink: isInLink)
        // Not at the start: the mark is.
        inner.scalars = ["x"]
        inner.write(content)
        let written = inner.scalars.dropFirst()
        let trimmed = written.trimmed
        guard let first = trimmed.first, let last = trimmed.last else {
            scalars += written
            return
        }
        scalars += written.prefix { $0.isBlank }
        let isLoose =
            scalars.last.map { !$0.isSpace && (first.isMark || $0 == "*") } ?? false
            || next.map { $0.isStarred || (last.isMark && $0.beginsWithText) } ?? false
            || first == "*" || last == "*"
        append(isLoose ? "<\(tag)>" : mark)
        scalars += trimmed
        append(isLoose ? "</\(tag)>" : mark)
        scalars += Scalars(written.reversed().prefix { $0.isBlank })
    }

    private mutating func write(_ content: [RichText.Inline], _ target: String) {
        guard LinkTarget.isAllowed(target), !isInLink else {
            write(content)
            write(text: " (\(target))")
            return
        }
        var inner = MarkdownLine(place, isInLink: true)
        inner.scalars = ["x"]
        inner.write(content)
        // With a `!` in front it would be a picture.
        if scalars.last == "!" {
            scalars.removeLast()
            append("\\!")
        }
        append("[")
        scalars += inner.scalars.dropFirst()
        append("](")
        for scalar in target.unicodeScalars {
            if "()[]*_&~$".unicodeScalars.contains(scalar) { scalars.append("\\") }
            scalars.append(scalar)
        }
        append(")")
    }
}

extension RichText.Inline {
    fileprivate var isStarred: Bool {
        switch self {
        case .strong, .emphasis: true
        default: false
        }
    }

    /// Whether its first character is no space.
    fileprivate var beginsWithText: Bool {
        switch self {
        case .text(let text): text.unicodeScalars.first.map { !$0.isSpace } ?? true
        case .lineBreak: false
        default: true
        }
    }
}

extension Unicode.Scalar {
    fileprivate var isSpace: Bool { properties.isWhitespace }

    /// Punctuation or a symbol, beside which CommonMark's stars mean other things.
    fileprivate var isMark: Bool {
        switch properties.generalCategory {
        case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation,
            .finalPunctuation, .otherPunctuation, .mathSymbol, .currencySymbol, .modifierSymbol, .otherSymbol:
            true
        default: false
        }
    }
}
