import FlagModel

/// All flags by key, a few hundred a page.
struct FlagPages {
    let content: SiteContent
    /// How many flags a page has, fewer where each has many environments.
    private var size: Int { max(25, 170_000 / (500 + 170 * content.environments.count)) }

    func files() -> [SiteFile] {
        let pages = content.flags.isEmpty ? [[]] : content.flags.chunked(size)
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
