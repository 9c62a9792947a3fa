import Communications
import Connectors
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

    @Test func `what a flag requires counts in its exposure over time, as it was served then`() async throws {
        let requires = ",\n  \"requires\": [{ \"flag\": \"CSF\", \"variant\": \"on\" }]"
        let flags = try await FlagFixture([
            "flags/CHAT.json": SampleFlags.flag("CHAT", more: requires),
            "environments/production/flags/CHAT.json": SampleFlags.state("CHAT", enabled: true),
        ])
        let path = "environments/production/flags/CSF.json"
        let part = SampleFlags.state("CSF", enabled: true, fallthrough: #"{ "on": 10, "off": 90 }"#)
        for (day, text) in [(4, part), (5, SampleFlags.state("CSF", enabled: true)), (6, SampleFlags.state("CSF"))] {
            try await flags.commit([path: text], at: "2026-01-0\(day)T09:00:00Z")
        }
        let content = try GatherSite().run(flags.session())
        #expect(try shares(content, of: "CHAT") == [0, nil, 100_000, 0], "off, for some, for all, off")
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

    private func content(_ flags: FlagFixture, in folder: String? = nil) throws -> SiteContent {
        try GatherSite().run(flags.session(in: folder))
    }

    private func text(_ file: String, of content: SiteContent) throws -> String {
        let found = try #require(Site.files(content).first { $0.path == file })
        return String(decoding: found.bytes, as: UTF8.self)
    }

    @Test func `every commit that records something is told, and no text of a message`() async throws {
        let message =
            #"{ "key": "begun", "name": "Begun", "when": "start", "channels": ["live"], "text": "Only for you" }"#
        let flags = try await FlagFixture.withRun(MessagePlan.files(message))
        try await flags.send(at: "12:03", by: Receiver([.refused("no route")]))
        let content = try content(flags)
        #expect(content.entries.count == (try await flags.length()))
        let told = content.entries.flatMap { entry in entry.changes.map { "\($0.subject.text) \($0.summary)" } }
        #expect(told.contains("csf task recorded"))
        #expect(told.contains("csf begun by live: claimed"))
        #expect(told.contains("csf begun by live: failed, no route"))
        for file in Site.files(content) {
            #expect(!String(decoding: file.bytes, as: UTF8.self).contains("Only for you"), "\(file.path)")
        }
        let front = try text("index.html", of: content)
        #expect(front.contains("task recorded"))
        #expect(!front.contains("begun by live"))
    }

    @Test func `no address of anybody is anywhere, but in links`() async throws {
        let one = "mei.lin@example.com"
        let files: [String: String?] = [
            "flags/CSF.json": SampleFlags.flag(
                "CSF", more: #", "description": "ask \#(one)", "owner": "\#(one)""#),
            "feedback/01J00000000000000000000000.json": """
            { "key": "01J00000000000000000000000", "class": "critical", "text": "call \(one)", "from": "\(one)",
              "received": "2026-01-02T06:00:00Z", "deadline": "2026-01-02T08:00:00Z" }

            """,
            SampleRolloutFiles.planPath: SampleRolloutFiles.plan
                .replacing("Priya N, Product Owner", with: one).replacing("Support team briefed", with: "brief \(one)"),
        ]
        let flags = try await FlagFixture(SampleRolloutFiles.files.merging(files.compactMapValues { $0 }) { $1 })
        try await flags.commit(
            ["environments/production/flags/CSF.json": SampleFlags.state("CSF", enabled: true)],
            "Enable for \(one)\n\nAs \(one) asked.\n\nTicket: \(one)\nApproved-by: \(one) <\(one)>\n",
            by: "\(one) <\(one)>")
        let content = try content(flags)
        #expect(content.entries.first?.author == "(an address)")
        for file in Site.files(content) {
            #expect(!String(decoding: file.bytes, as: UTF8.self).contains("@example.com"), "\(file.path)")
        }
    }

    @Test func `the changelog keeps what a flag that was removed gave to users`() async throws {
        let flags = try await FlagFixture()
        let path = "environments/production/flags/CSF.json"
        try await flags.commit([path: SampleFlags.state("CSF", enabled: true)], at: "2026-01-04T09:00:00Z")
        try await flags.commit(
            ["flags/CSF.json": nil, path: nil, "environments/development/flags/CSF.json": nil],
            at: "2026-01-05T09:00:00Z")
        let changelog = try text("CHANGELOG.md", of: try content(flags))
        #expect(changelog.contains("## 2026-01-04\n\n### Added\n\n- **CSF** for everybody\n"))
        // What it decided is in the code: nothing was taken from anybody.
        #expect(!changelog.contains("2026-01-05"))
    }

    @Test func `a shallow clone's history has what was so as its base`() async throws {
        let flags = try await FlagFixture()
        let path = "environments/production/flags/CSF.json"
        try await flags.commit([path: SampleFlags.state("CSF", enabled: true)], at: "2026-01-04T09:00:00Z")
        try await flags.commit([path: SampleFlags.state("CSF", enabled: false)], at: "2026-01-05T09:00:00Z")
        let folder = try TemporaryFolder("shallow")
        try await flags.git("clone", "--quiet", "--depth", "2", "file://" + flags.path, folder.path("clone"))
        let content = try content(flags, in: folder.path("clone"))
        #expect(try shares(content, of: "CSF") == [100_000, 0])
        #expect(try shares(content, of: "CHAT") == [100_000])
        #expect(content.genesis == nil)
        let changelog = try text("CHANGELOG.md", of: content)
        #expect(changelog.contains("shallow"))
        #expect(changelog.hasSuffix("\n## 2026-01-05\n\n### Removed\n\n- **CSF** is off for everybody\n"))
    }

    @Test func `messages are planned as the schedule has them`() async throws {
        let message =
            #"{ "key": "report", "name": "Report", "when": "completed +P7D", "channels": ["live"], "text": "x" }"#
        let flags = try await FlagFixture.atGate(MessagePlan.files(message))
        let status = try await flags.show("\(CanaryPlan.path)/status.json")
        let at = "2026-01-03T16:00:00Z"
        let done = status.replacing(#""state": "gated""#, with: #""state": "succeeded""#)
            .replacing(
                "\n  ]\n}\n",
                with: #"""
                    ,
                        { "kind": "succeed", "at": "2026-01-03T15:30:00Z", "by": "watch", "from": "gated",
                          "to": "succeeded", "phase": "canary", "steps": 2, "why": "so" }
                      ]
                    }

                    """#)
        try await flags.commit(["\(CanaryPlan.path)/status.json": done], at: at)
        #expect(try content(flags).messages.map(\.state) == ["planned"])
        try await flags.commit(
            ["environments/production/flags/CSF.json": SampleFlags.state("CSF", enabled: false)], at: at)
        #expect(try content(flags).messages.isEmpty)
    }
}
