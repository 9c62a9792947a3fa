import Communications
import FlagModel
import TestSupport
import Testing

@testable import Workflows

@Suite struct GatherSiteTests {
    private let production = EnvironmentKey("production")!  // a constant

    private func shares(_ content: SiteContent, of flag: String) throws -> [Int?] {
        let found = try #require(content.flags.first { $0.definition.key.text == flag })
        return found.places.first { $0.environment == production }?.past.map(\.thousandths) ?? []
    }

    @Test func `exposure over time follows the states' versions`() async throws {
        let flags = try await FlagFixture()
        let off = SampleFlags.state("CSF", enabled: false)
        let on = SampleFlags.state("CSF", enabled: true)
        let path = "environments/production/flags/CSF.json"
        for (day, text) in [(4, on), (5, off), (6, "no JSON"), (7, on)] {
            try await flags.commit([path: text], at: "2026-01-0\(day)T09:00:00Z")
        }
        let content = try GatherSite().run(flags.session())
        #expect(try shares(content, of: "CSF") == [0, 100_000, 0, nil, 100_000])
        #expect(content.time == Timestamp("2026-01-07T09:00:00Z"))
        #expect(content.entries.count == 5)
        #expect(content.entries.first?.author == "Ed Editor")
    }

    @Test func `a commit says who approved, why and for which ticket`() async throws {
        let flags = try await FlagFixture()
        try await flags.commit(
            ["environments/production/flags/CSF.json": SampleFlags.state("CSF", enabled: false)],
            "Disable CSF\n\nIt broke.\n\nTicket: S4-1\nApproved-by: Priya N <priya@example.com>\n")
        let entry = try #require(try GatherSite().run(flags.session()).entries.first)
        #expect(entry.subject == "Disable CSF")
        #expect(entry.reason == "It broke.")
        #expect(entry.ticket == "S4-1")
        #expect(entry.approvers == [.init("Priya N")])
    }
}
