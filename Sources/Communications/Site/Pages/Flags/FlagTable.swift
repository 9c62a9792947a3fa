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
            html.tag("td") { html in
                guard let stage = definition.lifecycle?.stage else { return }
                html.tag("span", ["class": "where"], "Stage")
                html.tag("span") { html in
                    html.text(stage.rawValue)
                    if content.isExpired(definition) {
                        html.text(" ")
                        html.badge("expired", .wait)
                    }
                }
            }
            for environment in content.environments {
                html.tag("td") { html in
                    // A narrow screen has no room for columns, nor for their headings.
                    html.tag("span", ["class": "where"], environment.name)
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
