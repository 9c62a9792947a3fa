import FlagModel

/// The whole history: the newest changes on one page, all of them in pages that never change, and data to filter by.
struct AuditPages {
    let content: SiteContent
    let list: EntryList
    /// How many commits a page has at most.
    private static let size = 150
    /// How many bytes the commits of a page have at most.
    private static let byteLimit = 200_000

    func files() -> [SiteFile] {
        let data = AuditData(content: content, index: list.index).files()
        let pages = content.entries.reversed().map { list.item($0, root: "../") }
            .chunked(Self.size, bytes: Self.byteLimit, \.bytes.count)
        var files = [front(archive: pages.count, chunks: data.count)]
        if pages.count > 1 {
            files += pages.enumerated().map { page($0, $1, of: pages.count) }
        }
        return files + data
    }

    private func front(archive: Int, chunks: Int) -> SiteFile {
        SitePage(path: "audit.html", title: "Audit", part: .audit).file(content) { html, root in
            html.tag("h1", "Audit")
            html.tag(
                "p", ["class": "lead"],
                "Every commit that changed flags, cohorts, environments, rollouts, messages or feedback: who, who approved, why. "
                    + "Approvals are as commits claim them; flagctl verify proves them.")
            filters(&html, chunks)
            html.tag("p", ["id": "filter-count", "role": "status", "class": "muted"], "")
            html.tag("div", ["id": "filtered", "hidden": ""], "")
            html.tag("div", ["id": "unfiltered"]) { html in
                list.add(to: &html, content.entries.prefix(Self.size), root: root, bytes: Self.byteLimit)
                if archive > 1 {
                    html.tag("p") { html in
                        html.link("audit/\(archive).html", "All commits, page by page")
                    }
                }
            }
            if content.isCutOff { html.tag("p", ["class": "muted"], "The clone is shallow: there may be more before.") }
        }
    }

    private func filters(_ html: inout HTML, _ chunks: Int) {
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
    private func page(_ index: Int, _ items: [HTML], of count: Int) -> SiteFile {
        SitePage(path: "audit/\(index + 1).html", title: "Audit, page \(index + 1)", part: .audit)
            .file(content) { html, _ in
                html.tag("h1", "Audit, page \(index + 1)")
                html.tag("p", ["class": "lead"]) { html in
                    html.text("Page 1 is the oldest. ")
                    html.link("../audit.html", "The newest changes, and filters")
                }
                navigation(&html, index, count)
                html.tag("ol", ["class": "entries"]) { html in for item in items.reversed() { html.add(item) } }
                navigation(&html, index, count)
            }
    }

    private func navigation(_ html: inout HTML, _ index: Int, _ count: Int) {
        html.tag("p", ["class": "pager"]) { html in
            if index + 1 < count { html.link("\(index + 2).html", "Newer") }
            if index > 0 { html.link("\(index).html", "Older") }
        }
    }
}
