import Evaluation
import FlagModel

/// Flags by cohorts in each environment: whom a flag is served to.
struct MatrixPages {
    let content: SiteContent
    /// How many flags of an environment the first page shows.
    private static let glance = 60
    private static let size = 250

    func files() -> [SiteFile] {
        let all = content.environments.reversed().map { environment in
            (environment, content.flags.filter { $0.place(environment.key) != nil })
        }
        let front = SitePage(path: "matrix.html", title: "Rollout matrix", part: .matrix).file(content) { html, root in
            html.tag("h1", "Rollout matrix")
            html.tag("p", ["class": "lead"], "How much of each cohort a flag exposes, environment by environment.")
            for (environment, flags) in all {
                html.section("env-\(environment.key)", environment.name) { html in
                    table(&html, environment, Array(flags.prefix(Self.glance)), root)
                    if flags.count > Self.glance {
                        html.tag("p") {
                            $0.link(Self.path(environment, 0), "All \(flags.count) flags of \(environment.name)")
                        }
                    }
                }
            }
        }
        return [front]
            + all.filter { $0.1.count > Self.glance }.flatMap { environment, flags in pages(environment, flags) }
    }

    private func pages(_ environment: FlagEnvironment, _ flags: [SiteFlag]) -> [SiteFile] {
        let pieces = flags.chunked(Self.size)
        return pieces.enumerated().map { index, piece in
            SitePage(path: Self.path(environment, index), title: "Rollout matrix of \(environment.name)", part: .matrix)
                .file(content) { html, root in
                    html.tag("h1", "Rollout matrix of \(environment.name)")
                    table(&html, environment, piece, root)
                    html.pages(
                        pieces.enumerated().map { place, flags in
                            (
                                "\(place + 1).html",
                                "\(flags[0].definition.key) to \(flags[flags.count - 1].definition.key)"
                            )
                        }, current: index)
                }
        }
    }

    private static func path(_ environment: FlagEnvironment, _ index: Int) -> String {
        "matrix/\(environment.key)/\(index + 1).html"
    }

    private func table(_ html: inout HTML, _ environment: FlagEnvironment, _ flags: [SiteFlag], _ root: String) {
        guard !flags.isEmpty else { return html.nothing("No flag has a state here.") }
        let cohorts = content.cohorts[environment.key] ?? []
        let columns = ["Flag"] + cohorts.map(Self.title) + ["everybody else"]
        html.table("Flags by cohorts in \(environment.name)", columns, "matrix") { html in
            for flag in flags {
                guard let place = flag.place(environment.key) else { continue }
                html.tag("tr") { html in
                    html.tag("th", ["scope": "row"]) { $0.link(root + flag.pagePath, flag.definition.key.text) }
                    for cohort in cohorts {
                        cell(&html, place, place.state.enabled ? Self.exposed(place, .cohort(cohort.key)) : nil)
                    }
                    cell(
                        &html, place,
                        place.state.enabled ? Self.exposed(place, .fallthrough) ?? Self.exposed(place, .flag) : nil)
                }
                html.line()
            }
        }
    }

    private static func title(_ cohort: Cohort) -> String {
        let name = cohort.name ?? cohort.key.text
        return cohort.share.map { "\(name) (\(Thousandths.text($0))%)" } ?? name
    }

    private static func exposed(_ place: SiteFlag.Place, _ row: RowName) -> Int? {
        place.exposure.rows.first { $0.name == row }?.exposed
    }

    private func cell(_ html: inout HTML, _ place: SiteFlag.Place, _ exposed: Int?) {
        guard place.state.enabled else { return html.tag("td", ["class": "heat none"], "off") }
        guard let exposed else { return html.tag("td", ["class": "heat none"], "as the rest") }
        let step = exposed == 0 ? 0 : max(1, (exposed + 12_499) / 25_000)
        html.tag("td", ["class": "heat h\(min(4, step))"], "\(Thousandths.text(exposed))%")
    }
}
