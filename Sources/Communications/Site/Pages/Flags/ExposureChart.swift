import FlagModel

/// A flag's exposure over time as a picture, and the same as a table for those who see none.
struct ExposureChart {
    let place: SiteFlag.Place
    let name: String
    let now: Timestamp

    private static let width = 600
    private static let height = 120
    /// Points beyond these are left out of picture and table, the oldest first.
    private static let limit = 80

    private var points: ArraySlice<ExposurePoint> { place.past.suffix(Self.limit) }

    /// When its first point is; nothing where there is none.
    var start: Timestamp? { points.first?.time }

    /// Adds the picture, whose left end is a moment.
    func add(to html: inout HTML, from start: Timestamp, audit: String) {
        let points = Array(points)
        guard !points.isEmpty else { return }
        let id = "chart-\(place.environment)"
        html.tag("figure", ["class": "chart"]) { html in
            html.tag("figcaption", name)
            html.tag("div", ["class": "plot"]) { html in
                html.tag("p", ["class": "scale", "aria-hidden": "true"]) { html in
                    for percent in ["100%", "50%", "0%"] { html.tag("span", percent) }
                }
                html.tag(
                    "svg",
                    [
                        "viewBox": "0 0 \(Self.width) \(Self.height)", "preserveAspectRatio": "none", "role": "img",
                        "aria-labelledby": "\(id)-title \(id)-desc",
                    ]
                ) { svg in
                    svg.tag("title", ["id": "\(id)-title"], "Exposure in \(name)")
                    svg.tag("desc", ["id": "\(id)-desc"], description(points))
                    for y in [0, Self.height / 2, Self.height] {
                        svg.tag(
                            "line",
                            ["class": "grid", "x1": "0", "x2": "\(Self.width)", "y1": "\(y)", "y2": "\(y)"], "")
                    }
                    svg.tag("path", ["class": "curve", "d": curve(points, from: start)], "")
                }
                html.tag("p", ["class": "scale span", "aria-hidden": "true"]) { html in
                    for time in [start, now] { html.tag("span", time.date.map(MomentText.day) ?? "") }
                }
            }
            table(&html, points)
            if points.count < place.past.count {
                html.tag("p", ["class": "muted"]) { html in
                    html.text("The newest \(points.count) of \(place.past.count) changes. ")
                    html.link(audit, "Earlier ones are in the audit")
                }
            }
        }
        html.line()
    }

    private func table(_ html: inout HTML, _ points: [ExposurePoint]) {
        html.tag("details") { html in
            html.tag("summary", "As a table")
            html.table("Exposure in \(name)", ["Since", "Exposed", "Commit"], "points") { html in
                for point in points.reversed() {
                    html.tag("tr") { html in
                        html.tag("td") { html in
                            html.moment(point.time)
                            if point.kind == .base { html.text(" or earlier") }
                        }
                        html.tag(
                            "td", ["class": "number"],
                            point.kind == .unreadable ? "cannot be read" : Self.text(point.thousandths))
                        html.tag("td") { $0.tag("code", String(point.commit.prefix(8))) }
                    }
                }
            }
        }
    }

    private func description(_ points: [ExposurePoint]) -> String {
        let known = points.compactMap(\.thousandths)
        let last = Self.text(points.last?.thousandths)
        guard let low = known.min(), let high = known.max() else { return "Shares are not known." }
        return
            "\(last) now; between \(Thousandths.text(low))% and \(Thousandths.text(high))% since \(points.first.map { MomentText.full($0.time) } ?? "")."
    }

    private func curve(_ points: [ExposurePoint], from start: Timestamp) -> String {
        let first = start.unixSeconds
        let last = max(now.unixSeconds, first + 1)
        func x(_ seconds: Int) -> Int { min(Self.width, max(0, (seconds - first) * Self.width / (last - first))) }
        func y(_ thousandths: Int) -> Int { Self.height * (Thousandths.whole - thousandths) / Thousandths.whole }
        var line = ""
        var isOpen = false
        for (index, point) in points.enumerated() {
            let end = index + 1 < points.count ? points[index + 1].time.unixSeconds : last
            guard let value = point.thousandths else {
                isOpen = false
                continue
            }
            line += isOpen ? "V\(y(value))" : "M\(x(point.time.unixSeconds)) \(y(value))"
            line += "H\(x(end))"
            isOpen = true
        }
        return line
    }

    private static func text(_ thousandths: Int?) -> String {
        thousandths.map { "\(Thousandths.text($0))%" } ?? "not known"
    }
}
