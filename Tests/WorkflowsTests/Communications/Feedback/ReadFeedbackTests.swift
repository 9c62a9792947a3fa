import Documents
import FlagModel
import TestSupport
import Testing

@testable import Workflows

@Suite struct ReadFeedbackTests {
    /// One of each class, of which the critical one is overdue at noon of the 4th, and one that is closed.
    private func fixture() async throws -> FlagFixture {
        let fixture = try await FlagFixture()
        try await fixture.addFeedback(.survey, "Nice", at: "2026-01-03T08:00:00Z")
        try await fixture.addFeedback(.request, "More", at: "2026-01-03T09:00:00Z") { $0.flag = "CHAT" }
        try await fixture.addFeedback(.critical, "Empty", at: "2026-01-03T10:00:00Z") { $0.flag = "CSF" }
        try await fixture.addFeedback(.general, "Thanks", at: "2026-01-03T11:00:00Z") { $0.flag = "CSF" }
        let last = try #require(try await fixture.feedbackKeys().last)
        let session = try fixture.session(at: "2026-01-03T12:00:00Z")
        _ = try await CloseFeedback(last).run(session, .init(reason: "welcome"))
        return fixture
    }

    private func texts(
        _ fixture: FlagFixture, _ filter: ListFeedback.Filter = .open, flag: String? = nil,
        kind: Feedback.Class? = nil
    ) throws -> [String] {
        let session = try fixture.session(at: "2026-01-04T12:00:00Z")
        return try ListFeedback(filter, flag: flag, kind: kind).run(session).feedback.map(\.text)
    }

    @Test("what is overdue comes first; what was answered is not open")
    func filters() async throws {
        let fixture = try await fixture()
        #expect(try texts(fixture) == ["Empty", "More", "Nice"])
        #expect(try texts(fixture, .overdue) == ["Empty"])
        #expect(try texts(fixture, .closed) == ["Thanks"])
        #expect(try texts(fixture, .all) == ["Empty", "More", "Nice", "Thanks"])
        #expect(try texts(fixture, .all, flag: "CSF") == ["Empty", "Thanks"])
        #expect(try texts(fixture, kind: .survey) == ["Nice"])
        #expect(try texts(fixture, flag: "theme") == [])
        let near = try await fixture.expectRefusal("unknown-flag") { _ = try texts(fixture, flag: "CFS") }
        #expect(near?.hint == "did you mean 'CSF'?")
    }

    @Test("each says how much time is left, or by how much it is overdue")
    func time() async throws {
        let fixture = try await fixture()
        let report = try ListFeedback(.all).run(fixture.session(at: "2026-01-04T12:30:00Z"))
        #expect(
            report.feedback.map(\.time) == [
                "overdue by 24 h 30 min", "20 h 30 min left", "12 d 19 h left", "answered in time",
            ])
        #expect([report.open, report.overdue, report.closed] == [3, 1, 1])
        #expect(report.feedback[0].json["overdueBy"] == .string("P1DT30M"))
        #expect(report.feedback[1].json["left"] == .string("PT20H30M"))
        #expect(report.feedback[3].json["left"] == nil)
        #expect(report.feedback[3].json["closed"]?["note"] == .string("welcome"))
    }

    @Test("a key is named by its beginning, in any case, where one alone begins so")
    func keys() async throws {
        let fixture = try await fixture()
        let keys = try await fixture.feedbackKeys()
        let session = try fixture.session()
        for key in keys {
            #expect(try ShowFeedback(key).run(session).key == key)
            #expect(try ShowFeedback(key.prefix(12).lowercased()).run(session).key == key)
        }
        let short = try ListFeedback(.all).run(session).feedback
        for feedback in short { #expect(try ShowFeedback(feedback.shortKey).run(session).key == feedback.key) }
        #expect(short.allSatisfy { $0.shortKey.count < 12 })
        let many = await failure("ambiguous-feedback") { _ = try ShowFeedback(String(keys[0].prefix(4))).run(session) }
        #expect(many?.message == "'\(keys[0].prefix(4))' begins 4 keys")
        #expect(many?.hint == "give more of it: \(keys.joined(separator: ", "))")
        await failure("usage", .usage) { _ = try ShowFeedback(String(keys[0].prefix(3))).run(session) }
        var wrong = Array(keys[0])
        wrong[20] = wrong[20] == "A" ? "B" : "A"
        let near = await failure("unknown-feedback") { _ = try ShowFeedback(String(wrong)).run(session) }
        #expect(near?.hint == "did you mean '\(keys[0])'?")
        let none = await failure("unknown-feedback") { _ = try ShowFeedback("9ZZZZZZZ").run(session) }
        #expect(none?.hint == "see what there is: flagctl feedback list --all")
    }

    @Test("a file that cannot be read is named, not passed over")
    func damaged() async throws {
        let fixture = try await FlagFixture(["feedback/01K3.json": "{}"])
        let found = await failure("invalid-documents") { _ = try ListFeedback().run(try fixture.session()) }
        #expect(found?.findings.first?.path == "feedback/01K3.json")
    }

    @Test("there may be none")
    func none() async throws {
        let fixture = try await FlagFixture()
        let report = try ListFeedback().run(fixture.session())
        #expect(report.feedback.isEmpty)
        #expect(report.open == 0)
    }
}
