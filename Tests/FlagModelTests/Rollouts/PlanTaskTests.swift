import FlagModel
import Testing

@Suite struct PlanTaskTests {
    private let phase = PhaseKey("launch")!  // constants
    private let canary = PhaseKey("canary")!
    private let key = TaskKey("briefed")!

    private func status(ticks: [Bool] = [], passed: [PhaseKey] = []) throws -> RolloutStatus {
        let now = try #require(Timestamp("2026-01-01T00:00:00Z"))
        var status = RolloutStatus(
            plan: try #require(PlanKey("s4")), run: "01J00000000000000000000000", planHash: "sha256:0", phase: phase,
            at: now, approval: RunApproval(policyVersion: 1, at: now, by: []))
        status.tasks = ticks.map { TaskTick(phase: phase, task: key, isDone: $0, act: Act(by: "Ann", at: now)) }
        status.passed = passed
        return status
    }

    @Test func `the newest tick counts, before any the plan's author's`() throws {
        let open = PlanTask(key: key, text: "Briefed")
        let done = PlanTask(key: key, text: "Briefed", isDone: true)
        #expect(!open.isDone(in: phase, status: nil, checks: []))
        #expect(done.isDone(in: phase, status: nil, checks: []))
        #expect(open.isDone(in: phase, status: try status(ticks: [false, true]), checks: []))
        #expect(!done.isDone(in: phase, status: try status(ticks: [true, false]), checks: []))
        #expect(!open.isDone(in: canary, status: try status(ticks: [true]), checks: []))
    }

    @Test func `what flagctl can see counts as it is, ticked or not`() throws {
        let check = TaskCheck.flag(try #require(FlagKey("CSF")), try #require(VariantKey("on")))
        let seen = PlanTask(key: key, text: "Everybody has it", isDone: true, check: check)
        #expect(!seen.isDone(in: phase, status: try status(ticks: [true]), checks: []))
        #expect(seen.isDone(in: phase, status: nil, checks: [check]))
        let after = PlanTask(key: key, text: "Canary passed", check: .phase(canary))
        #expect(!after.isDone(in: phase, status: nil, checks: []))
        #expect(after.isDone(in: phase, status: try status(passed: [canary]), checks: []))
    }
}
