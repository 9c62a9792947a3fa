import Documents
import FlagModel

/// Flags by environments: status, availability, and links to what users read.
struct FlagTable {
    let content: SiteContent

    func add(to html: inout HTML, _ flags: [SiteFlag], caption: String, root: String) {
        let columns = ["Flag", "Stage"] + content.environments.map(\.name) + ["Links"]
        html.table(caption, columns, "flags") { html in
            for flag in flags { row(&html, flag, root) }
        }
    }

    private func row(_ html: inout HTML, _ flag: SiteFlag, _ root: String) {
        let definition = flag.definition
        html.tag("tr") { html in
            html.tag("th", ["scope": "row"]) { html in
                html.link(root + flag.pagePath, definition.key.text)
                if definition.name != definition.key.text { html.tag("span", ["class": "name"], definition.name) }
            }
            html.tag("td", definition.lifecycle?.stage.rawValue ?? "")
            for environment in content.environments {
                html.tag("td") { html in
                    guard let place = flag.place(environment.key) else {
                        return html.tag("span", ["class": "none"], "not there")
                    }
                    html.availability(Availability(place))
                }
            }
            html.tag("td", ["class": "links"]) { html in
                for name in ["documentation", "feedback"] {
                    guard let address = definition.links[name]?.string,
                        let safe = SiteAddress.safe(address, base: content.base)
                    else { continue }
                    html.tag(
                        "a",
                        [
                            "href": safe, "rel": "noopener noreferrer external",
                            "aria-label": "\(name) of \(definition.key)",
                        ],
                        name)
                }
            }
        }
        html.line()
    }
}

/// All flags by key, a few hundred a page.
struct FlagPages {
    let content: SiteContent
    private static let size = 250

    func files() -> [SiteFile] {
        let pages = content.flags.isEmpty ? [[]] : content.flags.chunked(Self.size)
        return pages.enumerated().map { index, flags in
            SitePage(path: Self.path(index), title: "Flags", part: .flags).file(content) { html, root in
                html.tag("h1", "Flags")
                html.tag(
                    "p", ["class": "lead"],
                    "\(content.flags.count) by key\(pages.count > 1 ? ", page \(index + 1) of \(pages.count)" : "").")
                if flags.isEmpty {
                    html.nothing("There is no flag.")
                } else {
                    FlagTable(content: content).add(to: &html, Array(flags), caption: "Flags by key", root: root)
                }
                html.pages(pages.enumerated().map { (Self.path($0), Self.span($1)) }, current: index)
            }
        }
    }

    private static func path(_ index: Int) -> String { index == 0 ? "flags.html" : "flags-\(index + 1).html" }

    private static func span(_ flags: [SiteFlag]) -> String {
        guard let first = flags.first, let last = flags.last else { return "" }
        return "\(first.definition.key) to \(last.definition.key)"
    }
}

extension HTML {
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
}

extension Array {
    /// The elements in pieces of a size, the last one shorter.
    func chunked(_ size: Int) -> [[Element]] {
        stride(from: 0, to: count, by: size).map { Array(self[$0..<Swift.min(count, $0 + size)]) }
    }
}
