import FlagModel

/// `feed.xml`: the Atom Syndication Format (RFC 4287).
struct AtomFile {
    let content: SiteContent
    let items: [FeedItem]

    func file() -> SiteFile {
        var lines = [
            "<?xml version=\"1.0\" encoding=\"utf-8\"?>", "<feed xmlns=\"http://www.w3.org/2005/Atom\">",
            element("id", content.identifier("site")), element("title", content.feedTitle),
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

    /// Text as pages escape it, without what XML 1.0 has no place for besides.
    static func escaped(_ text: String) -> String {
        var html = HTML()
        html.text(text)
        return String(decoding: html.bytes, as: UTF8.self)
            .replacing("\u{FFFE}", with: "\u{FFFD}").replacing("\u{FFFF}", with: "\u{FFFD}")
    }
}
