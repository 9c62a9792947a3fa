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
            ["environments/production/flags/CSF.json": SampleFlags.state("CSF", enabled: true)],
            "Enable CSF\n\nIt broke.\n\nTicket: S4-1\nApproved-by: Priya N <priya@example.com>\n")
        let entry = try #require(try GatherSite().run(flags.session()).entries.first)
        #expect(entry.subject == "Enable CSF")
        #expect(entry.reason == "It broke.")
        #expect(entry.ticket == "S4-1")
        #expect(entry.approvers == ["Priya N"])
    }

    @Test func `who approved a run is told by name, as the audit has it`() async throws {
        let flags = try await FlagFixture.withRun()
        let content = try GatherSite().run(flags.session())
        let run = try #require(content.runs.first { $0.status != nil })
        #expect(run.status?.approval.by == ["Priya N"])
    }

    @Test func `a task that flagctl sees is done where its check holds`() async throws {
        let flags = try await FlagFixture()
        let path = "environments/production/flags/CSF.json"
        for (isOn, word) in [(false, "open"), (true, "done")] {
            let state = [path: SampleFlags.state("CSF", enabled: isOn)]
            try await flags.commit(SampleRolloutFiles.files.merging(state) { $1 }.mapValues { $0 })
            let files = Site.files(try GatherSite().run(flags.session()))
            let page = try #require(files.first { $0.path == "rollouts/production/csf.html" })
            let text = String(decoding: page.bytes, as: UTF8.self)
            #expect(text.contains("<span class=\"unseen\">\(word): </span>Everybody has it"))
            #expect(text.contains("<span class=\"unseen\">open: </span>Canary passed"))
        }
    }

    @Test func `messages over the site's own channel and feedback are told`() async throws {
        let files = [
            ".flagctl/channels.json": """
            { "site": "https://flags.example.com", "channels": [{ "key": "in-app", "type": "feed" }] }

            """,
            "communications/production/csf.json": """
            { "environment": "production", "plan": "csf", "deliveries": [
              { "message": "launch", "occurrence": "start", "channel": "in-app", "due": "2026-01-02T08:00:00Z",
                "state": "sent", "at": "2026-01-02T08:00:01Z", "by": "watch", "subject": "CSF is here", "text": "Try *it*" },
              { "message": "launch", "occurrence": "step", "channel": "in-app", "due": "2026-01-02T08:00:00Z",
                "state": "claimed", "at": "2026-01-02T08:00:01Z", "until": "2026-01-02T08:10:00Z", "by": "watch" } ] }

            """,
            "feedback/01J00000000000000000000000.json": """
            { "key": "01J00000000000000000000000", "class": "critical", "text": "It hangs", "flag": "CSF",
              "received": "2026-01-02T06:00:00Z", "deadline": "2026-01-02T08:00:00Z" }

            """,
        ]
        let changes = SampleRolloutFiles.files.merging(files) { $1 }
        let flags = try await FlagFixture()
        try await flags.commit(changes.mapValues { $0 }, at: "2026-01-02T09:00:00Z")
        let content = try GatherSite().run(flags.session())
        #expect(content.base == "https://flags.example.com/")
        #expect(content.messages.map(\.state).sorted() == ["sent", "unknown"])
        #expect(content.feedback.map(\.text) == ["It hangs"])
        let texts = Dictionary(
            uniqueKeysWithValues: Site.files(content).map { ($0.path, String(decoding: $0.bytes, as: UTF8.self)) })
        #expect(texts["notifications.json"]?.contains("\"title\": \"CSF is here\"") == true)
        #expect(texts["feed.xml"]?.contains("<title>CSF is here</title>") == true)
        #expect(texts["index.html"]?.contains("Feedback without an answer in time") == true)
        #expect(texts["rollouts/production/csf.html"]?.contains("CSF is here") == true)
    }
}
