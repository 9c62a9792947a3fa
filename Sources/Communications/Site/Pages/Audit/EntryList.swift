import FlagModel

/// Commits and what they changed, as a list.
struct EntryList: Sendable {
    let index: SiteIndex

    private static let changeLimit = 12

    /// Adds entries while the list has at most so many bytes.
    ///
    /// - Returns: How many there are in the list.
    @discardableResult
    func add(
        to html: inout HTML, _ entries: some Collection<SiteEntry>, root: String, isShort: Bool = false,
        bytes: Int = .max
    ) -> Int {
        guard !entries.isEmpty else {
            html.nothing("Nothing changed yet.")
            return 0
        }
        var shown = 0
        html.tag("ol", ["class": isShort ? "entries short" : "entries"]) { html in
            let start = html.bytes.count
            for entry in entries {
                let item = item(entry, root: root, isShort: isShort)
                guard shown == 0 || html.bytes.count - start + item.bytes.count <= bytes else { break }
                html.add(item)
                shown += 1
            }
        }
        return shown
    }

    /// An entry as an item of a list.
    func item(_ entry: SiteEntry, root: String, isShort: Bool = false) -> HTML {
        var html = HTML()
        html.tag("li", ["id": isShort ? nil : "c-\(entry.commit.prefix(12))"]) { html in
            html.tag("p", ["class": "subject"], Wording.start(of: entry.subject, upTo: 400))
            html.tag("p", ["class": "meta"]) { html in
                html.moment(entry.time)
                html.text(" · ")
                html.foreign(entry.author)
                if !entry.approvers.isEmpty {
                    html.text(" · approved by ")
                    html.foreign(entry.approvers)
                }
                if let ticket = entry.ticket {
                    html.text(" · ")
                    html.foreign(ticket)
                }
                html.text(" · ")
                html.tag("code", String(entry.commit.prefix(8)))
            }
            if let reason = entry.reason { add(&html, reason: reason, of: entry, isShort) }
            if !entry.changes.isEmpty { changes(&html, entry, root, isShort ? 3 : Self.changeLimit) }
        }
        html.line()
        return html
    }

    /// Long reasons, such as a watcher's evidence, are folded up; the longest are cut.
    private func add(_ html: inout HTML, reason: String, of entry: SiteEntry, _ isShort: Bool) {
        guard !isShort else { return html.tag("p", ["class": "reason"], Wording.short(reason)) }
        var text = Wording.start(of: reason, upTo: 4_000)
        if text != reason { text += "\nThe whole of it: git show \(entry.commit.prefix(12))" }
        let lines = text.split(whereSeparator: \.isNewline)
        guard lines.count > 4 else { return html.tag("p", ["class": "reason"], text) }
        html.tag("details", ["class": "more"]) { html in
            html.tag("summary", "\(Wording.short(String(lines[0]))) …")
            html.tag("p", ["class": "reason"], text)
        }
    }

    private func changes(_ html: inout HTML, _ entry: SiteEntry, _ root: String, _ limit: Int) {
        html.tag("ul", ["class": "fields"]) { html in
            for change in entry.changes.prefix(limit) {
                html.tag("li") { html in
                    if let environment = change.environment { html.text("\(environment) ") }
                    let title = index.title(of: change.subject)
                    if let page = index.page(of: change) {
                        html.link(root + page, title)
                    } else {
                        html.tag("span", ["class": "address"], title)
                    }
                    html.text(" ")
                    html.foreign(Wording.start(of: change.summary, upTo: 400))
                }
            }
            let more = entry.changes.count - limit
            if more > 0 { html.tag("li", "and \(more) more") }
        }
    }
}
