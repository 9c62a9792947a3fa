import FlagModel
import TestSupport
import Testing

@testable import Workflows

/// The ways down of a run.
@Suite struct RollBackRolloutTests {
    /// A run whose canary phase serves CSF to 50%, and to early adopters by a rule.
    private func running(_ rules: [(String, String)] = [("early-adopters", "\"on\"")]) async throws -> FlagFixture {
        let flags = try await FlagFixture.withRun([
            "environments/production/flags/CSF.json": SampleFlags.state("CSF", rules: rules, fallthrough: "\"off\"")
        ])
        for time in ["12:02", "13:02"] { try await flags.look(at: time) }
        return flags
    }

    private func rollBack(
        _ flags: FlagFixture, _ strategy: StrategyText = StrategyText(), at time: String = "13:10",
        reason: String? = "errors in the grid"
    ) async throws -> EditReport {
        try await RollBackRollout("csf", in: "production", strategy: strategy)
            .run(flags.session(.mike, at: time), EditOptions(reason: reason))
    }

    @Test func `takes the phase's strategy, needs nobody, and says why`() async throws {
        let flags = try await running()
        let report = try await rollBack(flags)
        #expect(report.classification == "lowering")
        #expect(report.subject == "Rollout csf: roll back: errors in the grid")
        #expect(report.reviewBy == ["production 2026-01-04T13:10:00Z"])
        #expect(try await flags.state("CSF", in: "production").contains("\"enabled\": false"))
        #expect(try await flags.runState() == "rolledBack")
        #expect(try await flags.look(at: "18:00").decisions.isEmpty)
        try await flags.expectSound()
    }

    @Test func `gradual makes the first rung at once and the watcher the others`() async throws {
        let flags = try await running()
        let report = try await rollBack(flags, StrategyText("gradual", ladder: ["25", "10"], every: "10m"))
        #expect(report.classification == "lowering")
        #expect(try await flags.runState() == "rollingBack")
        func served() async throws -> [Substring] {
            try await flags.state("CSF", in: "production").split(separator: "\n").filter { $0.contains("\"on\"") }
        }
        #expect(try await served().allSatisfy { $0.contains("{ \"on\": 25, \"off\": 75 }") })
        #expect(try await flags.look(at: "13:19").decisions.isEmpty)
        #expect(
            try await flags.look(at: "13:20").decisions.map(\.edit.subject) == [
                "Rollout csf: down to 10%: errors in the grid"
            ])
        let last = try await flags.look(at: "13:30")
        #expect(last.decisions.map(\.edit.subject) == ["Rollout csf: down to 0%: errors in the grid"])
        #expect(try await flags.runState() == "rolledBack")
    }

    @Test func `partial leaves the kept cohort exactly what it has`() async throws {
        let flags = try await running()
        _ = try await rollBack(flags, StrategyText(keep: ["early-adopters"]))
        let state = try await flags.state("CSF", in: "production")
        #expect(state.contains("{ \"cohort\": \"early-adopters\", \"serve\": \"on\" }"))
        #expect(state.contains("\"fallthrough\": \"off\"") && state.contains("\"enabled\": true"))
    }

    @Test func `a cohort that cannot be kept is refused`() async throws {
        let flags = try await running([("regular-users", "\"on\""), ("early-adopters", "\"on\"")])
        try await flags.expectRefusal(
            "cannot-keep",
            "'early-adopters' cannot be kept of CSF: the rule for 'regular-users' stands before its own "
                + "and serves some of it",
            hint: "take it down for all of them: --strategy immediate"
        ) { _ = try await rollBack(flags, StrategyText("partial", keep: ["early-adopters"])) }
    }

    @Test func `before anything was set there is nothing to take down`() async throws {
        let flags = try await FlagFixture.withRun()
        try await flags.expectRefusal(
            "nothing-to-do", "the run of 'csf' has set nothing yet",
            hint: "end it: flagctl rollout stop csf --env production"
        ) { _ = try await rollBack(flags) }
    }

    @Test(arguments: [
        (StrategyText("slowly"), "there is no strategy 'slowly'"),
        (StrategyText("partial"), "a partial rollback keeps somebody"),
        (StrategyText("immediate", keep: ["early-adopters"]), "--keep belongs to --strategy partial"),
        (StrategyText("immediate", ladder: ["50"]), "--ladder belongs to --strategy gradual"),
        (StrategyText("gradual", keep: ["early-adopters"]), "--keep belongs to --strategy partial"),
        (StrategyText("gradual", ladder: ["50", "60"]), "the ladder does not descend at '60'"),
        (StrategyText("gradual", ladder: ["x"]), "the ladder does not descend at 'x'"),
        (StrategyText("gradual", every: "soon"), "'soon' is no span of time"),
        (StrategyText("partial", keep: ["early-adopters"], every: "5m"), "--ladder belongs to --strategy gradual"),
    ])
    func `words that do not go together are refused`(_ strategy: StrategyText, _ message: String) async throws {
        let flags = try await running()
        let found = try await flags.expectRefusal("usage", .usage) { _ = try await rollBack(flags, strategy) }
        #expect(found?.message == message)
    }

    @Test func `the undo is a revert, which raises and is asked for`() async throws {
        let flags = try await running()
        let before = try await flags.state("CSF", in: "production")
        let commit = try #require(try await rollBack(flags).commit)
        try await flags.expectRefusal("approval-needed", .approvalNeeded) {
            try await flags.revert(commit, options: .init())
        }
        try await flags.revert(commit)
        #expect(try await flags.state("CSF", in: "production") == before)
    }
}
