import Documents

/// Pieces of a line as elements of Slack's rich text, with their styles.
struct SlackText {
    /// Characters of one style.
    struct Piece {
        let text: String
        let styles: [String]
        let target: String?
    }

    private(set) var pieces: [Piece] = []

    /// Adds pieces of a line.
    mutating func write(_ inlines: [RichText.Inline], styles: [String] = [], target: String? = nil) {
        for inline in inlines {
            switch inline {
            case .text(let text): add(text.withoutControls, styles, target)
            case .strong(let content): write(content, styles: styles + ["bold"], target: target)
            case .emphasis(let content): write(content, styles: styles + ["italic"], target: target)
            case .code(let text): add(text.withoutControls, styles + ["code"], target)
            case .link(let content, let address):
                if LinkTarget.isAllowed(address), address.utf16.count <= SlackMessage.textLimit {
                    write(content, styles: styles, target: address)
                } else {
                    write(content, styles: styles)
                    add(" (\(address))", styles, nil)
                }
            case .lineBreak: add("\n", styles, nil)
            }
        }
    }

    private mutating func add(_ text: String, _ styles: [String], _ target: String?) {
        // Slack refuses elements without characters.
        guard !text.isEmpty else { return }
        let unique = styles.enumerated().filter { styles.firstIndex(of: $0.element) == $0.offset }.map(\.element)
        pieces.append(Piece(text: text, styles: unique, target: target))
    }

    /// The beginning of a text with a dot leader where it was cut; whole characters only.
    static func prefix(of text: String, _ limit: Int) -> String {
        guard text.utf16.count > limit else { return text }
        return chunk(text[...], limit - 1) + "…"
    }

    /// The beginning of a text: whole characters, in code units of UTF-16 no more than the limit.
    fileprivate static func chunk(_ text: Substring, _ limit: Int) -> Substring {
        var size = 0
        var end = text.startIndex
        for index in text.unicodeScalars.indices {
            size += text.unicodeScalars[index].utf16.count
            if size > limit { break }
            end = text.unicodeScalars.index(after: index)
        }
        return text[..<end]
    }
}

extension SlackText.Piece {
    /// Its characters as UTF-16 counts them.
    var size: Int { text.utf16.count + (target?.utf16.count ?? 0) }

    /// Pieces no longer than the limit.
    func split(limit: Int) -> [SlackText.Piece] {
        guard size > limit else { return [self] }
        let room = max(limit / 2, limit - (target?.utf16.count ?? 0))
        var pieces: [SlackText.Piece] = []
        var rest = text[...]
        while !rest.isEmpty {
            let part = SlackText.chunk(rest, target == nil ? room : min(room, limit / 2))
            pieces.append(SlackText.Piece(text: String(part), styles: styles, target: target))
            rest = rest[part.endIndex...]
        }
        return pieces
    }

    /// The element: `text`, or `link` with its address.
    var element: JSONValue {
        var element = JSONObject([("type", target == nil ? "text" : "link")])
        if let target { element["url"] = .string(target) }
        element["text"] = .string(text)
        if !styles.isEmpty { element["style"] = .object(JSONObject(styles.map { ($0, true) })) }
        return .object(element)
    }
}
