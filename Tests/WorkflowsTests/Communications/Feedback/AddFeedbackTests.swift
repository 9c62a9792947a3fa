import FlagModel
import TestSupport
import Testing

@testable import Workflows

@Suite struct AddFeedbackTests {
    @Test("a piece of feedback is a file of its own, to be answered in the time of its class")
    func add() async throws {
        let fixture = try await FlagFixture()
        let report = try await fixture.addFeedback(.critical, "The grid stays empty", options: .init(ticket: "S4-7")) {
            $0.flag = "CSF"
            $0.environment = "production"
            $0.from = "Ann of support"
            $0.link = "https://example.com/t/7"
            $0.received = "2026-01-03T12:30:00+01:00"
        }
        #expect(report.subject == "Record critical feedback on CSF in production")
        #expect(report.classification == "neutral")
        #expect(report.notes == ["to be answered by 2026-01-03T14:30:00+01:00"])
        let key = try #require(try await fixture.feedbackKeys().first)
        #expect(key.utf8.count == 26)
        #expect(
            try await fixture.show("feedback/\(key).json") == """
                {
                  "$schema": "../.flagctl/schemas/feedback.schema.json",
                  "key": "\(key)",
                  "class": "critical",
                  "text": "The grid stays empty",
                  "from": "Ann of support",
                  "flag": "CSF",
                  "environment": "production",
                  "link": "https://example.com/t/7",
                  "received": "2026-01-03T12:30:00+01:00",
                  "deadline": "2026-01-03T14:30:00+01:00"
                }

                """)
        let message = try await fixture.message()
        #expect(message.contains("Flag: CSF\nEnvironment: production\nOperation: feedback-add\n"))
        #expect(message.contains("\nTicket: S4-7"))
        #expect(!message.contains("grid"), "what people say stays out of the message")
        try await fixture.expectSound()
    }

    @Test("nobody has to approve it, not even where everything has to be signed")
    func neutral() async throws {
        let strict = SampleFlags.production.replacing("claimed", with: "signed")
        let fixture = try await FlagFixture(["environments/production/environment.json": strict])
        let report = try await fixture.addFeedback { $0.environment = "production" }
        #expect(report.classification == "neutral")
        #expect(report.impact.isEmpty)
        let key = try #require(try await fixture.feedbackKeys().first)
        let closing = try await CloseFeedback(key).run(fixture.session(), .init(reason: "told them"))
        #expect(closing.classification == "neutral")
        let verification = try await VerifyHistory().run(fixture.session())
        #expect(verification.violations.isEmpty)
    }

    @Test("two at the same moment have keys of their own")
    func keys() async throws {
        let fixture = try await FlagFixture()
        for _ in 1...3 {
            let session = try fixture.session(entropy: { (0, .max) })
            _ = try await AddFeedback(.survey, "Fine").run(session, .init())
        }
        let keys = try await fixture.feedbackKeys()
        #expect(keys.count == 3)
        #expect(Set(keys.map { $0.prefix(10) }).count == 1)
    }

    @Test("a dry run writes nothing, a proposal is a branch")
    func options() async throws {
        let fixture = try await FlagFixture()
        let before = try await fixture.fingerprint()
        let report = try await fixture.addFeedback(options: .init(dryRun: true))
        #expect(report.commit == nil)
        #expect(report.changes.map(\.summary) == ["feedback created"])
        #expect(try await fixture.fingerprint() == before)
        let proposal = try await fixture.addFeedback(options: .init(propose: true))
        #expect(proposal.branch.hasPrefix("flagctl/feedback-add-"))
        let keys = try await fixture.feedbackKeys()
        #expect(keys.isEmpty)
    }

    @Test("what it is about is there, and near names are told")
    func unknown() async throws {
        let fixture = try await FlagFixture()
        let flag = try await fixture.expectRefusal("unknown-flag") { try await fixture.addFeedback { $0.flag = "CFS" } }
        #expect(flag?.hint == "did you mean 'CSF'?")
        let place = try await fixture.expectRefusal("unknown-environment") {
            try await fixture.addFeedback { $0.environment = "prod" }
        }
        #expect(place?.hint == "did you mean 'production'?")
        for environment in [nil, "production"] {
            try await fixture.expectRefusal("unknown-plan") {
                try await fixture.addFeedback {
                    $0.plan = "s4"
                    $0.environment = environment
                }
            }
        }
    }

    @Test("a plan is one of the environment, or of any")
    func plans() async throws {
        let plan = #"{ "key": "s4", "name": "S4", "phases": [{ "key": "a", "name": "A" }] }"# + "\n"
        let fixture = try await FlagFixture(["environments/production/rollouts/s4/plan.json": plan])
        let report = try await fixture.addFeedback { $0.plan = "s4" }
        #expect(report.subject == "Record general feedback on s4")
        #expect(try await fixture.message().contains("Rollout: s4"))
        let near = try await fixture.expectRefusal("unknown-plan") { try await fixture.addFeedback { $0.plan = "s5" } }
        #expect(near?.hint == "did you mean 's4'?")
        try await fixture.expectRefusal("unknown-plan") {
            try await fixture.addFeedback {
                $0.plan = "s4"
                $0.environment = "development"
            }
        }
    }

    @Test(
        "texts that say nothing, or would do something to a terminal, are refused",
        arguments: [
            ("empty-text", ""), ("empty-text", " \n"), ("control-character", "a\u{1B}[31mb"),
            ("control-character", "a\u{0}"), ("control-character", "a\rb"), ("control-character", "a\u{7F}"),
            ("control-character", "a\u{9B}31m"), ("control-character", "a\u{8}"),
        ])
    func texts(code: String, text: String) async throws {
        let fixture = try await FlagFixture()
        try await fixture.expectRefusal(code, .usage) { try await fixture.addFeedback(.general, text) }
        try await fixture.expectRefusal(code, .usage) { try await fixture.addFeedback { $0.from = text } }
    }

    @Test("a text may have several lines, who says it has one")
    func lines() async throws {
        let fixture = try await FlagFixture()
        try await fixture.addFeedback(.general, "One\n\tTwo 👩‍💻")
        let failure = try await fixture.expectRefusal("control-character", .usage) {
            try await fixture.addFeedback { $0.from = "Ann\nFlag: CSF" }
        }
        #expect(failure?.message == "who says it has a control character: U+000A")
    }

    @Test(
        "links and times are what they have to be", arguments: ["javascript:alert(1)", "example.com", "https://a@b/"])
    func links(link: String) async throws {
        let fixture = try await FlagFixture()
        try await fixture.expectRefusal("usage", .usage) { try await fixture.addFeedback { $0.link = link } }
    }

    @Test("what came is over", arguments: ["yesterday", "2026-01-03", "2026-01-03T12:00:01Z"])
    func times(time: String) async throws {
        let fixture = try await FlagFixture()
        try await fixture.expectRefusal("usage", .usage) { try await fixture.addFeedback { $0.received = time } }
    }
}
