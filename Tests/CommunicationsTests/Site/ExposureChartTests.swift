import FlagModel
import Testing

@testable import Communications

@Suite struct ExposureChartTests {
    private func page(_ past: [[ExposurePoint]]) throws -> String {
        var content = SampleSite.content()
        let place = content.flags[0].places[0]
        content.flags[0].places = zip(["staging", "production"].compactMap { EnvironmentKey($0) }, past).map {
            SiteFlag.Place(environment: $0, state: place.state, exposure: place.exposure, past: $1)
        }
        return try #require(SampleSite.file("flags/CSF.html", of: content))
    }

    private func points(_ count: Int, from start: String) throws -> [ExposurePoint] {
        let first = try #require(Timestamp(start)).unixSeconds
        return (0..<count).map {
            ExposurePoint(time: Timestamp(unixSeconds: first + $0 * 60), thousandths: $0 % 2 * 50_000, commit: "\($0)")
        }
    }

    @Test func `all environments have the same axis`() throws {
        let page = try page([points(1, from: "2026-01-04T12:00:00Z"), points(1, from: "2026-01-09T12:00:00Z")])
        #expect(page.contains("d=\"M0 120H600\"") && page.contains("d=\"M300 120H600\""))
        #expect(page.split(separator: "<span>4 Jan 2026</span><span>14 Jan 2026</span>").count == 3)
    }

    @Test func `points that are left out are told`() throws {
        #expect(try !page([[], points(80, from: "2026-01-04T12:00:00Z")]).contains("The newest 80"))
        let page = try page([[], points(100, from: "2026-01-04T12:00:00Z")])
        #expect(page.contains("The newest 80 of 100 changes. <a href=\"../audit.html#flag==CSF\">"))
    }

    @Test func `what history leaves open is told`() throws {
        var points = try points(2, from: "2026-01-04T12:00:00Z")
        points[0].kind = .base
        points[1].kind = .unreadable
        points[1].thousandths = nil
        let page = try page([[], points])
        #expect(page.contains("4 Jan 2026, 12:00 UTC</time> or earlier</td>"))
        #expect(page.contains("<td class=\"number\">cannot be read</td>"))
    }

    @Test func `nothing that is known is said`() throws {
        #expect(try page([[], []]).contains("The history says nothing of it."))
    }
}
