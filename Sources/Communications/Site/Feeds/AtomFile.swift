import FlagModel

/// `feed.xml`: the Atom Syndication Format (RFC 4287).
struct AtomFile {
    let content: SiteContent
    let items: [FeedItem]

    func file() -> SiteFile {
        var lines = [
            "<?xml version=\"1.0\" encoding=\"utf-8\"?>", "<feed xmlns=\"http://www.w3.org/2005/Atom\">",
            element("id", content.identifier("site")), element("title", content.title),
            element("updated", content.time.text), "<generator>flagctl</generator>",
        ]
        if content.base != nil {
            lines.append(link("self", content.address("feed.xml")))
            lines.append(link("alternate", content.address("index.html")))
        }
        for item in items { lines += entry(item) }
        return SiteFile("feed.xml", (lines + ["</feed>", ""]).joined(separator: "\n"))
    }

    private func entry(_ item: FeedItem) -> [String] {
        var lines = [
            "<entry>", element("id", item.id), element("title", item.title), element("updated", item.time.text),
            element("published", item.time.text), "<author>\(element("name", item.author))</author>",
        ]
        if content.base != nil { lines.append(link("alternate", content.address(item.path))) }
        lines += item.tags.map { "<category term=\"\(Self.escaped($0))\"/>" }
        lines += ["<content type=\"html\">\(Self.escaped(item.html))</content>", "</entry>"]
        return lines
    }

    private func element(_ name: StaticString, _ text: String) -> String { "<\(name)>\(Self.escaped(text))</\(name)>" }

    private func link(_ relation: StaticString, _ address: String) -> String {
        "<link rel=\"\(relation)\" href=\"\(Self.escaped(address))\"/>"
    }

    /// Text for XML 1.0, which has no place for most control characters.
    static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "\t", "\n": result.unicodeScalars.append(scalar)
            case "\r": result += " "
            case "\u{0}"..."\u{1F}", "\u{FFFE}", "\u{FFFF}": result += "\u{FFFD}"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
