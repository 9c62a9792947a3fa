import FlagModel

/// Commits and what they changed, as a list.
struct EntryList: Sendable {
    let index: SiteIndex

    private static let changeLimit = 12

    func add(to html: inout HTML, _ entries: some Collection<SiteEntry>, root: String, isShort: Bool = false) {
        guard !entries.isEmpty else { return html.nothing("Nothing changed yet.") }
        html.tag("ol", ["class": isShort ? "entries short" : "entries"]) { html in
            for entry in entries { add(&html, entry, root, isShort) }
        }
    }

    private func add(_ html: inout HTML, _ entry: SiteEntry, _ root: String, _ isShort: Bool) {
        html.tag("li", ["id": isShort ? nil : "c-\(entry.commit.prefix(12))"]) { html in
            html.tag("p", ["class": "subject"], entry.subject)
            html.tag("p", ["class": "meta"]) { html in
                html.moment(entry.time)
                html.text(" · \(entry.author)")
                if !entry.approvers.isEmpty {
                    html.text(" · approved by \(entry.approvers.joined(separator: ", "))")
                }
                if let ticket = entry.ticket { html.text(" · \(ticket)") }
                html.text(" · ")
                html.tag("code", String(entry.commit.prefix(8)))
            }
            if let reason = entry.reason { add(&html, reason: reason, isShort) }
            changes(&html, entry, root, isShort ? 3 : Self.changeLimit)
        }
        html.line()
    }

    /// Long reasons, such as a watcher's evidence, are folded up.
    private func add(_ html: inout HTML, reason: String, _ isShort: Bool) {
        let lines = reason.split(whereSeparator: \.isNewline)
        guard !isShort, lines.count > 4 else {
            return html.tag("p", ["class": "reason"], isShort ? FeedbackPage.short(reason) : reason)
        }
        html.tag("details", ["class": "more"]) { html in
            html.tag("summary", "\(lines[0]) …")
            html.tag("p", ["class": "reason"], reason)
        }
    }

    private func changes(_ html: inout HTML, _ entry: SiteEntry, _ root: String, _ limit: Int) {
        html.tag("ul", ["class": "fields"]) { html in
            for change in entry.changes.prefix(limit) {
                html.tag("li") { html in
                    if let environment = change.environment { html.text("\(environment) ") }
                    if let page = page(of: change) {
                        html.link(root + page, change.subject.text)
                    } else {
                        html.tag("span", ["class": "address"], change.subject.text)
                    }
                    html.text(" \(change.summary)")
                }
            }
            let more = entry.changes.count - limit
            if more > 0 { html.tag("li", "and \(more) more") }
        }
    }

    private func page(of change: SiteEntry.Change) -> String? {
        switch change.subject {
        case .flag(let key): index.page(of: key)
        case .rollout(let key): change.environment.flatMap { index.page(of: key, in: $0) }
        case .cohort, .file: nil
        }
    }
}
