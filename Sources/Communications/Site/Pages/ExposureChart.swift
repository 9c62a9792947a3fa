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

    func add(to html: inout HTML) {
        let points = Array(place.past.suffix(Self.limit))
        guard !points.isEmpty else { return }
        let id = "chart-\(place.environment)"
        html.tag("figure", ["class": "chart"]) { html in
            html.tag("figcaption", name)
            html.tag(
                "svg",
                [
                    "viewBox": "0 0 \(Self.width + 60) \(Self.height + 30)", "role": "img",
                    "aria-labelledby": "\(id)-title \(id)-desc",
                ]
            ) { svg in
                svg.tag("title", ["id": "\(id)-title"], "Exposure in \(name)")
                svg.tag("desc", ["id": "\(id)-desc"], description(points))
                grid(&svg)
                draw(&svg, points)
            }
            html.tag("details") { html in
                html.tag("summary", "As a table")
                html.table("Exposure in \(name)", ["Since", "Exposed", "Commit"], "points") { html in
                    for point in points.reversed() {
                        html.tag("tr") { html in
                            html.tag("td") { $0.moment(point.time) }
                            html.tag("td", ["class": "number"], Self.text(point.thousandths))
                            html.tag("td") { $0.tag("code", String(point.commit.prefix(8))) }
                        }
                    }
                }
            }
        }
        html.line()
    }

    private func description(_ points: [ExposurePoint]) -> String {
        let known = points.compactMap(\.thousandths)
        let last = Self.text(points.last?.thousandths)
        guard let low = known.min(), let high = known.max() else { return "Shares are not known." }
        return
            "\(last) now; between \(Thousandths.text(low))% and \(Thousandths.text(high))% since \(points.first.map { MomentText.full($0.time) } ?? "")."
    }

    private func grid(_ svg: inout HTML) {
        for percent in [0, 50, 100] {
            let y = 10 + Self.height * (100 - percent) / 100
            svg.tag("line", ["class": "grid", "x1": "45", "x2": "\(Self.width + 50)", "y1": "\(y)", "y2": "\(y)"], "")
            svg.tag("text", ["class": "label", "x": "38", "y": "\(y + 4)", "text-anchor": "end"], "\(percent)%")
        }
    }

    private func draw(_ svg: inout HTML, _ points: [ExposurePoint]) {
        let first = points[0].time.unixSeconds
        let span = max(1, now.unixSeconds - first)
        func x(_ seconds: Int) -> Int { 45 + min(Self.width, max(0, (seconds - first) * Self.width / span)) }
        func y(_ thousandths: Int) -> Int { 10 + Self.height * (Thousandths.whole - thousandths) / Thousandths.whole }
        var line = ""
        var open: Int?
        for (index, point) in points.enumerated() {
            let end = index + 1 < points.count ? points[index + 1].time.unixSeconds : max(now.unixSeconds, first + 1)
            guard let value = point.thousandths else {
                open = nil
                continue
            }
            line += open == nil ? "M\(x(point.time.unixSeconds)) \(y(value))" : "V\(y(value))"
            line += "H\(x(end))"
            open = value
        }
        svg.tag("path", ["class": "curve", "d": line], "")
        svg.tag(
            "text", ["class": "label", "x": "45", "y": "\(Self.height + 28)"],
            points[0].time.date.map(MomentText.day) ?? "")
        svg.tag(
            "text", ["class": "label", "x": "\(Self.width + 45)", "y": "\(Self.height + 28)", "text-anchor": "end"],
            now.date.map(MomentText.day) ?? "")
    }

    private static func text(_ thousandths: Int?) -> String {
        thousandths.map { "\(Thousandths.text($0))%" } ?? "not known"
    }
}
