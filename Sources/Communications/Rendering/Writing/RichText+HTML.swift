extension RichText {
    /// The text in HTML, without a page around it: elements without attributes, but for the `href` of links.
    ///
    /// A message stands below a page's own heading, so its first level is `h2`. Boxes are characters.
    public var html: String { blocks.map(Self.html).joined(separator: "\n") }

    private static func html(_ block: Block) -> String {
        switch block {
        case .heading(let level, let text): element("h\(min(max(level, 1), 3) + 1)", html(text))
        case .paragraph(let text): element("p", html(text))
        case .list(let items): element("ul", html(items))
        case .numbered(let items): element("ol", html(items))
        case .table(let header, let rows): element("table", table(header, rows))
        case .rule: "<hr>"
        }
    }

    private static func html(_ items: [Item]) -> String {
        "\n" + items.map { element("li", $0.box + html($0.text)) + "\n" }.joined()
    }

    private static func table(_ header: [[Inline]], _ rows: [[[Inline]]]) -> String {
        let titles = row(header, of: "th")
        return "\n" + ([titles] + rows.map { row($0, of: "td") }).joined(separator: "\n") + "\n"
    }

    private static func row(_ cells: [[Inline]], of name: String) -> String {
        element("tr", cells.map { element(name, html($0)) }.joined())
    }

    private static func html(_ inlines: [Inline]) -> String { inlines.map(html).joined() }

    private static func html(_ inline: Inline) -> String {
        switch inline {
        case .text(let text): HTML.escaped(text)
        case .strong(let content): element("strong", html(content))
        case .emphasis(let content): element("em", html(content))
        case .code(let text): element("code", HTML.escaped(text))
        case .link(let content, let target):
            LinkTarget.isAllowed(target)
                ? "<a href=\"\(HTML.escaped(target))\">\(html(content))</a>"
                : html(content) + HTML.escaped(" (\(target))")
        case .lineBreak: "<br>"
        }
    }

    private static func element(_ name: String, _ content: String) -> String { "<\(name)>\(content)</\(name)>" }
}

extension RichText.Item {
    /// The box as a character and a space behind it; nothing for an item without one.
    var box: String {
        switch isDone {
        case true?: "☑ "
        case false?: "☐ "
        case nil: ""
        }
    }
}
