/// The frame of every page: head, navigation, search and foot.
struct SitePage {
    /// A part of the site that the navigation names.
    enum Part: String, CaseIterable {
        case dashboard, flags, rollouts, matrix, audit, feedback

        var title: String {
            switch self {
            case .dashboard: "Dashboard"
            case .flags: "Flags"
            case .rollouts: "Rollouts"
            case .matrix: "Matrix"
            case .audit: "Audit"
            case .feedback: "Feedback"
            }
        }

        var path: String { self == .dashboard ? "index.html" : "\(rawValue).html" }
    }

    /// Where it is.
    let path: String
    /// What it is called.
    let title: String
    /// What it belongs to.
    let part: Part

    /// What leads from the page to the site's folder.
    var root: String { String(repeating: "../", count: path.utf8.filter { $0 == UInt8(ascii: "/") }.count) }

    /// What a page may load: its own style, scripts and pictures.
    static let policy =
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; form-action 'none'; base-uri 'none'"

    /// The page with a body, whose paths begin with the root that it is given.
    func file(_ content: SiteContent, _ body: (inout HTML, _ root: String) -> Void) -> SiteFile {
        let root = root
        var html = HTML()
        html.doctype()
        html.tag("html", ["lang": "en", "data-root": root.isEmpty ? "./" : root]) { html in
            html.tag("head") { head(&$0, content, root) }
            html.line()
            html.tag("body") { html in
                html.tag("a", ["class": "skip", "href": "#main"], "Skip to content")
                header(&html, content, root)
                html.tag("main", ["id": "main", "tabindex": "-1"]) { body(&$0, root) }
                footer(&html, content, root)
            }
        }
        html.line()
        return SiteFile(path: path, bytes: html.bytes)
    }

    private func head(_ html: inout HTML, _ content: SiteContent, _ root: String) {
        html.void("meta", ["charset": "utf-8"])
        html.void("meta", ["http-equiv": "Content-Security-Policy", "content": Self.policy])
        html.void("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"])
        html.void("meta", ["name": "color-scheme", "content": "light dark"])
        html.void("meta", ["name": "referrer", "content": "no-referrer"])
        html.tag("title", title == content.title ? title : "\(title) · \(content.title)")
        html.void("link", ["rel": "stylesheet", "href": "\(root)assets/style.css"])
        html.void("link", ["rel": "icon", "type": "image/svg+xml", "href": "\(root)assets/icon.svg"])
        html.void(
            "link",
            ["rel": "alternate", "type": "application/atom+xml", "title": content.title, "href": "\(root)feed.xml"])
        html.void(
            "link",
            ["rel": "alternate", "type": "application/feed+json", "title": content.title, "href": "\(root)feed.json"])
        html.tag("script", ["src": "\(root)assets/site.js", "defer": ""], "")
    }

    private func header(_ html: inout HTML, _ content: SiteContent, _ root: String) {
        html.tag("header", ["class": "top"]) { html in
            html.link("\(root)index.html", content.title, "brand")
            html.tag("nav", ["aria-label": "Site"]) { html in
                html.tag("ul") { html in
                    for part in Part.allCases {
                        html.tag("li") { html in
                            html.tag(
                                "a",
                                [
                                    "href": root + part.path,
                                    "aria-current": part == self.part ? (part.path == path ? "page" : "true") : nil,
                                ], part.title)
                        }
                    }
                }
            }
            html.tag("div", ["class": "search", "role": "search", "hidden": ""]) { html in
                html.tag("label", ["for": "search", "class": "unseen"], "Search flags and rollouts")
                html.void(
                    "input",
                    [
                        "id": "search", "type": "search", "placeholder": "Search flags and rollouts",
                        "autocomplete": "off", "role": "combobox", "aria-expanded": "false",
                        "aria-controls": "found", "aria-autocomplete": "list",
                    ])
                html.tag("ul", ["id": "found", "role": "listbox", "aria-label": "Found", "hidden": ""], "")
            }
        }
        html.line()
    }

    private func footer(_ html: inout HTML, _ content: SiteContent, _ root: String) {
        html.line()
        html.tag("footer") { html in
            html.tag("p") { html in
                html.text("As of commit ")
                html.tag("code", String(content.commit.prefix(12)))
                html.text(", ")
                html.moment(content.time, isDistant: true)
                html.text(". Everything here follows from it.")
            }
            html.tag("ul", ["class": "feeds"]) { html in
                for (file, name) in [
                    ("feed.xml", "Atom"), ("feed.json", "JSON Feed"), ("calendar.ics", "Calendar"),
                    ("CHANGELOG.md", "Changelog"), ("summary.json", "Summary"),
                ] {
                    html.tag("li") { $0.link(root + file, name) }
                }
            }
        }
    }
}
