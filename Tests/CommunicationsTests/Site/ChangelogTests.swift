import Documents
import FlagModel
import Testing

@testable import Communications

@Suite struct ChangelogTests {
    private func point(_ day: Int, _ thousandths: Int?, _ kind: ExposurePoint.Kind = .change) throws -> ExposurePoint {
        let time = try #require(Timestamp("2026-01-0\(day)T08:00:00Z"))
        return ExposurePoint(time: time, thousandths: thousandths, commit: "a", kind: kind)
    }

    /// The changelog from its first day on.
    private func days(_ content: SiteContent) throws -> String {
        let text = try #require(SampleSite.file("CHANGELOG.md", of: content))
        let start = try #require(text.firstRange(of: "\n## "))
        return String(text[start.lowerBound...])
    }

    private func content(_ past: [ExposurePoint]) -> SiteContent {
        var content = SampleSite.content()
        content.flags[0].definition.description = nil
        content.flags[0].definition.links = [:]
        content.flags[0].places[0].past = past
        return content
    }

    @Test func `a flag that is gone is still told`() throws {
        var content = content([])
        let definition = content.flags[0].definition
        content.flags = []
        content.formerPlaces = [
            FormerPlace(
                definition: definition, environment: SampleSite.production,
                past: [try point(1, 0), try point(2, 25_000)])
        ]
        #expect(try days(content) == "\n## 2026-01-02\n\n### Added\n\n- **CSF Grid** for 25% of users\n")
    }

    @Test func `a share that nobody knows is some users`() throws {
        let content = content([try point(1, nil), try point(2, 100_000), try point(3, nil), try point(4, 0)])
        #expect(
            try days(content) == """

                ## 2026-01-04

                ### Removed

                - **CSF Grid** is off for everybody

                ## 2026-01-03

                ### Changed

                - **CSF Grid** is now for some users, before for everybody

                ## 2026-01-02

                ### Changed

                - **CSF Grid** is now for everybody, before for some users

                ## 2026-01-01

                ### Added

                - **CSF Grid** for some users

                """)
    }

    @Test func `a state that cannot be read changes nothing`() throws {
        let content = content([try point(1, 100_000), try point(2, nil, .unreadable), try point(3, 100_000)])
        #expect(try days(content) == "\n## 2026-01-01\n\n### Added\n\n- **CSF Grid** for everybody\n")
    }

    @Test func `where history is cut off, what was so before is the base`() throws {
        var content = content([try point(1, 25_000, .base), try point(2, 100_000)])
        content.isCutOff = true
        #expect(
            try days(content)
                == "\n## 2026-01-02\n\n### Changed\n\n- **CSF Grid** is now for everybody, before for 25%\n")
        #expect(
            SampleSite.file("CHANGELOG.md", of: content)?.contains(
                "The clone that this was made in is shallow: what was released before is not told.") == true)
        content.flags[0].places[0].past = [try point(1, 25_000, .base)]
        #expect(try days(content) == "\n## [Unreleased]\n\nNothing was released since.\n")
    }

    @Test func `nothing released is said so`() throws {
        #expect(try days(content([])) == "\n## [Unreleased]\n\nNothing was released yet.\n")
    }
}
