import Communications
import Connectors
import FlagModel
import TestSupport
import Testing

@testable import Workflows

/// What messages say of documents as they are.
@Suite struct MessageFactsGatheringTests {
    private static let messages = """
        { "key": "launch", "name": "Launch", "when": "start", "channels": ["live"], "template": "launch" },
        { "key": "paused", "name": "Paused", "when": "paused", "channels": ["live"], "template": "delay" },
        { "key": "day", "name": "A day", "when": "completed +PT24H", "channels": ["live"], "template": "report-24h" }
        """

    private func text(_ message: String, of flags: FlagFixture, at time: String = "12:30") async throws -> String {
        let session = try flags.session("flagctl comms preview", at: "2026-01-03T\(time):00Z")
        let report = try await PreviewMessages([message], of: "csf", in: "production", gathering: nil).run(session)
        return try #require(report.messages.first).text.body.markdown
    }

    @Test func `before the first step exposure is that of the documents, for flags of later phases too`() async throws {
        var files = MessagePlan.files(Self.messages)
        let path = "\(CanaryPlan.path)/plan.json"
        let both = #""steps": [{ "set": [{ "flag": "CSF", "serve": "on" }, { "flag": "CHAT", "serve": "on" }]"#
        files[path] = try #require(files[path] ?? nil).replacing(
            #""steps": [{ "set": [{ "flag": "CSF", "serve": "on" }]"#, with: both)
        let flags = try await FlagFixture.withPlan(files)
        try await flags.start()
        let text = try await text("launch", of: flags)
        #expect(text.contains("- CSF: nobody\n- CHAT: "))
        #expect(!text.contains("not measured"))
    }

    @Test func `a flag that somebody turned off pauses the run, and its message says that it is off`() async throws {
        let flags = try await FlagFixture.withRun(MessagePlan.files(Self.messages))
        try await flags.look(at: "12:02")
        try await flags.control(.pause, at: "12:05")
        let kept = try await text("paused", of: flags)
        #expect(kept.contains("- What is on stays on as it is while the pause lasts.\n"))
        try await flags.disable("CSF", in: "production", at: "2026-01-03T12:10:00Z")
        let off = try await text("paused", of: flags)
        #expect(off.contains("- It was turned off: nobody has it any more at present.\n"))
        #expect(off.contains("- CSF: nobody\n"))
    }

    @Test func `flags taken down after a success: when, by whom and why is in the commit that did it`() async throws {
        let message =
            #"{ "key": "back", "name": "Back", "when": "rolled-back", "channels": ["live"], "template": "rollback" }"#
        let flags = try await FlagFixture.atGate(MessagePlan.files(message, start: "2026-01-03T12:00:00Z"))
        try await flags.attest(by: .ann)
        try await flags.attest(by: .mike)
        for time in ["17:00", "18:30"] { try await flags.look(at: time) }
        #expect(try await flags.runState() == "succeeded")
        try await flags.disable(
            "CSF", in: "production", options: EditOptions(reason: "uploads are slow"), at: "2026-01-03T19:00:00Z")
        // What others change afterwards, also in the same flag, is not what took it down.
        try await flags.disable("CHAT", in: "development", at: "2026-01-03T19:05:00Z")
        let receiver = Receiver()
        try await flags.send(.message("back", plan: "csf", environment: "production"), at: "19:10", by: receiver)
        let text = try #require(receiver.seen.first).body.markdown
        #expect(
            text.contains(
                """
                - Since: 3 January 2026, 19:00 UTC, taken back by \(try await flags.git("log", "-1", "--format=%an"))
                - Reason: uploads are slow
                - How it goes down: off at once
                - CSF now reaches nobody
                """), "\(text)")
        let clone = flags.path + "/.git/shallow-clone"
        try await flags.git("clone", "--quiet", "--depth", "1", "file://\(flags.path)", clone)
        let session = try flags.session("flagctl comms preview", at: "2026-01-03T19:20:00Z", in: clone)
        let preview = PreviewMessages(["back"], of: "csf", in: "production", gathering: nil)
        let failure = await #expect(throws: Failure.self) { try await preview.run(session) }
        #expect(failure?.code == "unknown-rollback")
    }

    @Test func `the newest measurement of an export counts since the start, before one of the last 30 days`()
        async throws
    {
        var files = MessagePlan.files(Self.messages)
        let path = "\(CanaryPlan.path)/plan.json"
        files[path] = try #require(files[path] ?? nil).replacing(
            #""schedule":"#,
            with: #""measures": [{ "name": "Opened", "metric": "opened", "target": "60" }], "schedule":"#)
        files[".flagctl/metrics.json"] = CanaryPlan.metrics.replacing(
            #""sources": ["#, with: #""sources": [{ "key": "exports", "type": "file" },"#
        ).replacing(
            #""metrics": ["#, with: #""metrics": [{ "key": "opened", "source": "exports", "path": "opened.csv" },"#)
        files["opened.csv"] = "time,value\n2025-11-20,50\n2025-12-10,63\n2026-01-03T12:20:00Z,64\n"
        let flags = try await FlagFixture.withPlan(files)
        func figure(at time: String) async throws -> String? {
            let session = try flags.session("flagctl comms preview", at: time)
            let report = try await PreviewMessages(
                ["day"], of: "csf", in: "production", gathering: LiveMeasurements(variables: [:], root: flags.path)
            ).run(session)
            let text = try #require(report.messages.first).text.body.markdown
            return text.split(separator: "\n").first { $0.hasPrefix("- Opened") }.map(String.init)
        }
        let before = try await figure(at: "2026-01-03T12:00:00Z")
        #expect(
            before == "- Opened: 63 (exports, 10 December 2025, 00:00 UTC); target 60")
        try await flags.start()
        let begun = try await figure(at: "2026-01-03T12:10:00Z")
        #expect(begun == "- Opened: not measured; target 60")
        let later = try await figure(at: "2026-01-20T12:10:00Z")
        #expect(
            later == "- Opened: 64 (exports, 3 January 2026, 12:20 UTC); target 60")
    }

    @Test func `a changelog tells what changed the plan's flags since the start, in the plan's words`() async throws {
        let flags = try await FlagFixture.withRun(
            MessagePlan.files(
                """
                { "key": "log", "name": "Log", "when": "completed", "channels": ["news"], "template": "release-notes" },
                { "key": "daily", "name": "Daily", "when": "daily", "at": "09:00", "channels": ["live"], "template": "digest" }
                """))
        try await flags.look(at: "12:02")
        try await flags.disable("CHAT", in: "production", at: "2026-01-03T12:10:00Z")
        try await flags.look(at: "13:02")
        let list = try await text("log", of: flags, at: "13:10").split(separator: "### Changes in ").last
        #expect(
            list?.split(separator: "\n").dropFirst() == [
                "- 3 January 2026, 13:02 UTC: Canary: 50%", "- 3 January 2026, 12:02 UTC: Canary: 10%",
            ])
        let digest = try await text("daily", of: flags, at: "13:10")
        #expect(digest.contains(": Disable CHAT in production ("))
    }

    @Test func `feedback in a plan's messages is about the plan, its flags or its environment`() async throws {
        let flags = try await FlagFixture.withRun(MessagePlan.files(Self.messages))
        try await flags.addFeedback(.general, "of the plan") {
            $0.plan = "csf"; $0.environment = "production"
        }
        try await flags.addFeedback(.general, "of the flag") { $0.flag = "CSF" }
        try await flags.addFeedback(.general, "of the place") { $0.environment = "production" }
        try await flags.addFeedback(.general, "of nothing") { $0.from = "Leo" }
        try await flags.addFeedback(.general, "of another flag") {
            $0.flag = "CHAT"; $0.environment = "production"
        }
        try await flags.addFeedback(.general, "of another place") {
            $0.flag = "CSF"; $0.environment = "development"
        }
        let lines = try await text("day", of: flags).split(separator: "\n").filter { $0.contains("general feedback") }
        #expect(Set(lines) == Set(["plan", "flag", "place"].map { "- general feedback: of the \($0)" }))
    }

    @Test func `an environment's digest names the plan of what did not arrive and of what is ahead`() async throws {
        let flags = try await FlagFixture.withRun(
            MessagePlan.files(#"{ "key": "t7", "name": "Soon", "when": "start -P7D", "channels": ["live"] }"#))
        try await flags.look(at: "12:02")
        try await flags.send(at: "12:03", by: Receiver())
        let report = try await ShowDigest(of: "production", days: 7).run(
            flags.session("flagctl comms digest", at: "2026-01-03T12:30:00Z"))
        #expect(report.body.markdown.contains("- CSF Grid: Soon on #live, not sent: "))
        #expect(report.body.markdown.contains(" UTC: CSF Grid: step 1 of Canary has held\n"))
    }
}
