import Documents
import FlagModel

/// The whole history: the newest changes on one page, all of them in pages that never change, and data to filter by.
struct AuditPages {
    let content: SiteContent
    let list: EntryList
    /// How many commits a page has.
    private static let size = 150
    /// How many commits a file of data has.
    private static let chunk = 400

    func files() -> [SiteFile] {
        let pages = Array(content.entries.reversed()).chunked(Self.size)
        var files = [front(archive: pages.count)]
        if pages.count > 1 {
            files += pages.enumerated().map { page($0, $1, of: pages.count) }
        }
        return files + data()
    }

    private func front(archive: Int) -> SiteFile {
        SitePage(path: "audit.html", title: "Audit", part: .audit).file(content) { html, root in
            html.tag("h1", "Audit")
            html.tag(
                "p", ["class": "lead"],
                "Every commit that changed flags, cohorts, environments or rollouts: who, who approved, why. "
                    + "Approvals are as commits claim them; flagctl verify proves them.")
            filters(&html)
            html.tag("p", ["id": "filter-count", "role": "status", "class": "muted"], "")
            html.tag("div", ["id": "filtered", "hidden": ""], "")
            html.tag("div", ["id": "unfiltered"]) { html in
                list.add(to: &html, content.entries.prefix(Self.size), root: root)
                if archive > 1 {
                    html.tag("p") { html in
                        html.link("audit/\(archive).html", "Older, in pages of \(Self.size) commits")
                    }
                }
            }
            if content.isCutOff { html.tag("p", ["class": "muted"], "The clone is shallow: there may be more before.") }
        }
    }

    private func filters(_ html: inout HTML) {
        let chunks = (content.entries.count + Self.chunk - 1) / Self.chunk
        html.tag("form", ["id": "filters", "class": "filters", "hidden": "", "data-chunks": "\(chunks)"]) { html in
            for (name, title, type) in [
                ("flag", "Flag or rollout", "search"), ("environment", "Environment", "select"),
                ("author", "Author", "search"),
                ("approver", "Approver", "search"), ("text", "Text", "search"), ("from", "From", "date"),
                ("to", "Until", "date"),
            ] {
                html.tag("div") { html in
                    html.tag("label", ["for": "filter-\(name)"], title)
                    if type == "select" {
                        html.tag("select", ["id": "filter-\(name)", "name": name]) { html in
                            html.tag("option", ["value": ""], "all")
                            for environment in content.environments {
                                html.tag("option", ["value": environment.key.text], environment.name)
                            }
                        }
                    } else {
                        html.void(
                            "input", ["id": "filter-\(name)", "name": name, "type": "\(type)", "autocomplete": "off"])
                    }
                }
            }
            html.tag("button", ["type": "reset"], "Clear")
        }
    }

    /// Pages count from the oldest one, so that what a full page says stays.
    private func page(_ index: Int, _ entries: [SiteEntry], of count: Int) -> SiteFile {
        SitePage(path: "audit/\(index + 1).html", title: "Audit, page \(index + 1)", part: .audit)
            .file(content) { html, root in
                html.tag("h1", "Audit, page \(index + 1)")
                html.tag("p", ["class": "lead"]) { html in
                    html.text("Page 1 is the oldest. ")
                    html.link("../audit.html", "The newest changes, and filters")
                }
                navigation(&html, index, count)
                list.add(to: &html, entries.reversed(), root: root)
                navigation(&html, index, count)
            }
    }

    private func navigation(_ html: inout HTML, _ index: Int, _ count: Int) {
        html.tag("p", ["class": "pager"]) { html in
            if index + 1 < count { html.link("\(index + 2).html", "Newer") }
            if index > 0 { html.link("\(index).html", "Older") }
        }
    }

    /// The same entries for the script that filters, oldest first, so that a full file stays as it is.
    private func data() -> [SiteFile] {
        Array(content.entries.reversed()).chunked(Self.chunk).enumerated().map { index, entries in
            let rows = entries.map { entry -> JSONValue in
                [
                    .string(String(entry.commit.prefix(12))), .string(entry.time.text), .string(entry.subject),
                    .string(entry.author), .string(entry.approvers.joined(separator: ", ")),
                    .string(entry.ticket ?? ""), .string(entry.reason ?? ""),
                    .array(
                        entry.changes.prefix(50).map { change in
                            [
                                .string(change.environment?.text ?? ""), .string(change.subject.text),
                                .string(change.summary),
                            ]
                        }),
                ]
            }
            return SiteFile(
                "audit/data-\(index + 1).js",
                ScriptText.call("flagctlAudit", [.number(JSONNumber(index + 1)), .array(rows)]))
        }
    }
}
