import FlagModel
import FlagRepository
import TestSupport
import Testing

@testable import Workflows

@Suite struct CloseFeedbackTests {
    @Test("the answer says who gave it, when and how; the rest of the file stays as it is")
    func close() async throws {
        let text = """
            { "key": "01K3", "class": "critical", "text": "It hangs", "flag": "CSF", "environment": "production",
              "received": "2026-01-03T08:00:00Z",   "deadline": "2026-01-03T10:00:00Z" }

            """
        let fixture = try await FlagFixture(["feedback/01K3.json": text])
        let report = try await CloseFeedback("01k3").run(fixture.session(), .init(reason: "fixed\nin 2.1"))
        #expect(report.subject == "Close critical feedback 01K3")
        #expect(report.classification == "neutral")
        let written = try await fixture.show("feedback/01K3.json")
        #expect(written.hasPrefix(String(text.dropLast(3))))
        let key = try #require(FeedbackKey("01K3"))
        let feedback = try #require(try fixture.session().snapshot(at: nil).feedback(key))
        #expect(feedback.closed?.by == "Ann Author <ann@example.com>")
        #expect(feedback.closed?.at.text == "2026-01-03T12:00:00Z")
        #expect(feedback.closed?.note == "fixed\nin 2.1")
        let message = try await fixture.message()
        #expect(message.contains("fixed\nin 2.1"))
        #expect(message.contains("Flag: CSF\nEnvironment: production\nOperation: feedback-close\n"))
        let shown = try ShowFeedback("01K3").run(fixture.session())
        #expect(shown.time == "answered 2 h late")
        try await fixture.expectSound()
    }

    @Test("an answer says something", arguments: [nil, "", " \n"])
    func silent(reason: String?) async throws {
        let fixture = try await FlagFixture()
        try await fixture.addFeedback()
        let key = try #require(try await fixture.feedbackKeys().first)
        try await fixture.expectRefusal("usage", .usage) {
            _ = try await CloseFeedback(key).run(fixture.session(), .init(reason: reason))
        }
    }

    @Test("what is closed is not closed again, and what is not there not at all")
    func refusals() async throws {
        let fixture = try await FlagFixture()
        try await fixture.addFeedback()
        let key = try #require(try await fixture.feedbackKeys().first)
        let options = EditOptions(reason: "told them")
        _ = try await CloseFeedback(key).run(fixture.session(), options)
        let again = try await fixture.expectRefusal("already-closed") {
            _ = try await CloseFeedback(key).run(fixture.session(), options)
        }
        #expect(again?.message == "feedback \(key) was closed at 2026-01-03T12:00:00Z")
        try await fixture.expectRefusal("unknown-feedback") {
            _ = try await CloseFeedback("01ZZ").run(fixture.session(), options)
        }
    }

    @Test("an answer can be taken back")
    func revert() async throws {
        let fixture = try await FlagFixture()
        try await fixture.addFeedback()
        let key = try #require(try await fixture.feedbackKeys().first)
        _ = try await CloseFeedback(key).run(fixture.session(), .init(reason: "told them"))
        try await fixture.revert("HEAD", options: .init())
        #expect(try ShowFeedback(key).run(fixture.session()).answer == nil)
    }
}
