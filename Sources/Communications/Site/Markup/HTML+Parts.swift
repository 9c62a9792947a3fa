import FlagModel

extension HTML {
    /// A link to a page of the site.
    mutating func link(_ target: String, _ text: String, _ kind: String? = nil) {
        tag("a", ["href": target, "class": kind], text)
    }

    /// A link to somewhere else; the bare text where pages may not link there.
    mutating func outside(_ address: String, _ text: String, base: String?) {
        guard let safe = SiteAddress.safe(address, base: base) else {
            tag("span", ["class": "address"], text == address ? text : "\(text): \(address)")
            return
        }
        tag("a", ["href": safe, "rel": "noopener noreferrer external"], text)
    }

    /// A moment; a script may say how far it is from the reader's now.
    mutating func moment(_ time: Timestamp, isDistant: Bool = false) {
        tag("time", ["datetime": time.text, "data-distance": isDistant ? "" : nil], MomentText.full(time))
    }

    /// A day.
    mutating func day(_ date: CalendarDate) { tag("time", ["datetime": date.text], MomentText.day(date)) }

    /// A word in a frame whose colour repeats what it says.
    mutating func badge(_ text: String, _ tone: SiteTone) {
        tag("span", ["class": "badge \(tone.rawValue)"], text)
    }

    /// A section with a heading of the second level.
    mutating func section(_ id: String, _ title: String, _ kind: String? = nil, _ body: (inout HTML) -> Void) {
        tag("section", ["id": id, "aria-labelledby": "\(id)-title", "class": kind]) { html in
            html.tag("h2", ["id": "\(id)-title"], title)
            body(&html)
        }
        line()
    }

    /// A table in a frame that scrolls by itself where it is wider than the page.
    mutating func table(
        _ caption: String, _ columns: [String], _ kind: String? = nil, _ rows: (inout HTML) -> Void
    ) {
        tag("div", ["class": "scroll", "tabindex": "0", "role": "region", "aria-label": caption]) { html in
            html.tag("table", ["class": kind]) { html in
                html.tag("caption", caption)
                html.tag("thead") { html in
                    html.tag("tr") { html in for column in columns { html.tag("th", ["scope": "col"], column) } }
                }
                html.line()
                html.tag("tbody", [:], rows)
            }
        }
        line()
    }

    /// Names and what they stand for.
    mutating func facts(_ rows: [(String, (inout HTML) -> Void)]) {
        tag("dl", ["class": "facts"]) { html in
            for (name, value) in rows {
                html.tag("div") { html in
                    html.tag("dt", name)
                    html.tag("dd", [:], value)
                }
            }
        }
    }

    /// Links to the pages of something long.
    mutating func pages(_ pages: [(path: String, title: String)], current: Int) {
        guard pages.count > 1 else { return }
        tag("nav", ["class": "pages", "aria-label": "Pages"]) { html in
            html.tag("ol") { html in
                for (index, page) in pages.enumerated() {
                    html.tag("li") { html in
                        html.tag(
                            "a", ["href": page.path, "aria-current": index == current ? "page" : nil], page.title)
                    }
                }
            }
        }
    }

    /// Names that somebody wrote, with commas between them.
    mutating func foreign(_ names: [String]) {
        for (place, name) in names.enumerated() {
            if place > 0 { text(", ") }
            foreign(name)
        }
    }

    /// A note that there is nothing.
    mutating func nothing(_ text: String) { tag("p", ["class": "nothing"], text) }
}

/// What a colour says; words always say it too.
enum SiteTone: String {
    case on, part, off, wait, bad, plain
}

/// Moments as people read them; UTC throughout.
enum MomentText {
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// `16 Feb 2026`.
    static func day(_ date: CalendarDate) -> String { "\(date.day) \(months[date.month - 1]) \(date.year)" }

    /// `16 Feb 2026, 08:00 UTC`.
    static func full(_ time: Timestamp) -> String {
        guard let date = time.date else { return time.text }
        let text = Timestamp(unixSeconds: time.unixSeconds).text
        return "\(day(date)), \(text.dropFirst(11).prefix(5)) UTC"
    }
}

/// People and texts as pages show them.
enum Wording {
    /// A text in a line of so many characters.
    static func short(_ text: String, _ length: Int = 160) -> String {
        let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
        return line.count <= length ? line : "\(line.prefix(length - 1))…"
    }

    /// The beginning of a text, cut where it has more than so many bytes.
    static func start(of text: String, upTo bytes: Int) -> String {
        guard text.utf8.count > bytes else { return text }
        var length = 0
        return text.prefix {
            length += $0.utf8.count
            return length <= bytes
        } + "…"
    }

    /// The name of `Name <email>`: a page that anybody may read shows no addresses.
    static func name(_ person: String) -> String {
        let name = person.personName
        return name.isEmpty || name.hasPrefix("<") ? "somebody" : name
    }
}
