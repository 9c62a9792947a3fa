import Rollouts
import TestSupport
import Testing

@testable import Workflows

@Suite("A plan as a document, from commits")
struct RenderPlanTests {
    @Test("whom steps reach is counted from the states before the run, whatever the run has done since")
    func reach() async throws {
        let fixture = try await RolloutFixture()
        let session = try fixture.session("2026-01-05T09:00:00Z")
        let before = try RenderPlan("csf", in: "production").run(session)
        #expect(before.markdown.contains("- [ ] A quarter: CSF at 25% (~37,500 users); held 1 day"))
        try await fixture.reachGate()
        let after = try RenderPlan("csf", in: "production").run(session)
        #expect(after.document.reach == before.document.reach)
        #expect(after.markdown.contains("- [x] Everybody: CSF at 100% (~150,000 users); held 1 day"))
        #expect(after.markdown.contains("- [x] Dashboards configured — Somebody: it is there"))
    }

    @Test("the same commit gives the same document at any time")
    func deterministic() async throws {
        let fixture = try await RolloutFixture()
        try await fixture.begin()
        let document = { (time: String) in
            try RenderPlan("csf", in: "production").run(fixture.session(time)).markdown
        }
        #expect(try document("2026-01-05T09:00:00Z") == document("2027-01-05T09:00:00Z"))
    }
}
