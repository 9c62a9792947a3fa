import FlagModel
import TestSupport
import Testing

@testable import Workflows

@Suite struct ListDueMessagesTests {
    @Test func `an environment whose file has errors keeps no other plan from being listed`() async throws {
        let flags = try await FlagFixture.withPlan(MessagePlan.files(MessagePlan.notice))
        let standings = try flags.standings(at: "12:00")
        #expect(standings == ["t7 in-app due", "t7 live due"])
        try await flags.commit(["environments/development/environment.json": "{ \"key\": 3 }\n"])
        #expect(try flags.standings(at: "12:00") == standings)
        #expect(try await flags.send(at: "12:00", by: Receiver()).rows.count == 2)
    }

    @Test func `a plan that cannot be read is named beside the others`() async throws {
        let flags = try await FlagFixture.withPlan(MessagePlan.files(MessagePlan.notice))
        try await flags.commit(["environments/production/rollouts/broken/plan.json": "{ \"key\": 3 }\n"])
        let report = try ListDueMessages().run(flags.session("flagctl comms due", at: "2026-01-03T12:00:00Z"))
        #expect(report.unread.map(\.plan.text) == ["broken"])
        #expect(report.rows.map(\.message.text) == ["t7", "t7"])
    }
}
