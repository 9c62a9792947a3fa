import Communications
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
