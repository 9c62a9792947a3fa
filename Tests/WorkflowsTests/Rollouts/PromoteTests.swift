import TestSupport
import Testing

@testable import Workflows

/// Passing a gate by hand.
@Suite struct PromoteTests {
    private func promote(
        _ flags: FlagFixture, by somebody: Somebody, at time: String,
        _ gathering: ConstantMeasurements = .healthy
    ) async throws -> [EditReport] {
        try await PromoteRollout("csf", in: "production", gathering: gathering)
            .run(flags.session(somebody, at: time), .init())
    }

    @Test func `says go for the person's roles, and passes the gate with the last of them`() async throws {
        let flags = try await FlagFixture.atGate()
        try await flags.look(at: "15:01")
        try await flags.attest(by: .mike, at: "15:01")
        let made = try await promote(flags, by: .ann, at: "15:05")
        #expect(
            made.map(\.subject) == [
                "Rollout csf: canary: product-owner: go", "Rollout csf: canary passed its gate",
            ])
        #expect(made.allSatisfy { $0.classification == "neutral" })
        #expect(try await flags.runState("csf", "phase") == "everybody")
        #expect(
            try await flags.look(at: "15:06").decisions.map(\.edit.subject) == [
                "Rollout csf: everybody begins", "Rollout csf: everybody, step 1: CSF everybody else gets on",
            ])
    }

    @Test func `where somebody is missing the word is kept and the gate stays closed`() async throws {
        let flags = try await FlagFixture.atGate()
        try await flags.look(at: "15:01")
        let found = await failure("gate-closed") { _ = try await promote(flags, by: .ann, at: "15:05") }
        #expect(
            found?.message == "your word is recorded; the gate stays closed:\n  engineer has to say go")
        #expect(try await flags.subjects(1) == ["Rollout csf: canary: product-owner: go"])
        let again = await failure("gate-closed") { _ = try await promote(flags, by: .ann, at: "15:06") }
        #expect(again?.message == "the gate stays closed:\n  engineer has to say go")
    }

    @Test func `before its time, and without a good value, the gate stays closed`() async throws {
        let flags = try await FlagFixture.atGate()
        try await flags.attest(by: .mike, at: "14:03")
        try await flags.attest(by: .ann, at: "14:03")
        let found = try await flags.expectRefusal("gate-closed") {
            _ = try await promote(flags, by: .ann, at: "14:05", .dead)
        }
        #expect(
            found?.message == """
                the gate stays closed:
                  the gate opens at 2026-01-03T15:02:00Z at the earliest
                  Few errors: connection refused
                """)
    }

    @Test func `nobody opens a gate that no watcher looks at`() async throws {
        let flags = try await FlagFixture.atGate()
        let start = "start one: flagctl watch --interval 30s, or look once: flagctl watch --once"
        try await flags.expectRefusal(
            "no-watcher", "the watcher's last look is PT1H3M old, the plan allows PT10M", hint: start
        ) { _ = try await promote(flags, by: .ann, at: "15:05") }
        try await flags.git("update-ref", "-d", "refs/flagctl/heartbeat")
        try await flags.expectRefusal(
            "no-watcher", "no watcher has ever looked at production, so that nobody would roll 'csf' back", hint: start
        ) { _ = try await promote(flags, by: .ann, at: "15:05") }
    }

    @Test func `a run that is at no gate is not promoted`() async throws {
        let flags = try await FlagFixture.withRun()
        try await flags.expectRefusal(
            "not-gated", "the run of 'csf' is not at a gate: waiting",
            hint: "see what it waits for: flagctl rollout status csf --env production"
        ) { _ = try await promote(flags, by: .ann, at: "12:05") }
    }

    @Test func `roles of the plan say who may`() async throws {
        let plan = CanaryPlan.plan().replacing("\"promote\": []", with: "\"promote\": [\"engineer\"]")
        let flags = try await FlagFixture.atGate(["\(CanaryPlan.path)/plan.json": plan])
        try await flags.look(at: "15:01")
        try await flags.expectRefusal(
            "role-needed", "to promote 'csf' somebody has to hold the role engineer; Ann Author does not hold it",
            hint: "who can: mike (Mike)"
        ) { _ = try await promote(flags, by: .ann, at: "15:05") }
    }

    @Test func `somebody without any role of the gate says nothing`() async throws {
        let flags = try await FlagFixture.atGate()
        try await flags.look(at: "15:01")
        try await flags.expectRefusal("role-needed") { _ = try await promote(flags, by: .eve, at: "15:05") }
    }
}
