import FlagModel
import Rollouts
import TestSupport
import Testing

@testable import Governance

/// Raising exposure under the name of a rollout that was approved for something else.
@Suite("Attacks with rollouts") struct RolloutAttackTests {
    private let time = "2026-01-02T09:02:00Z"

    /// Expects that the newest commit raises unapproved, before the commit and in verify.
    private func expectRefused(_ run: SampleRun, sourceLocation: SourceLocation = #_sourceLocation) async throws {
        #expect(try await run.judged() == "raising", sourceLocation: sourceLocation)
        #expect(try await run.violations() == ["approval-missing"], sourceLocation: sourceLocation)
    }

    @Test("a run that nobody approved")
    func unapproved() async throws {
        let run = try await SampleRun()
        try await run.commit(run.starting())
        try await expectRefused(run)
    }

    @Test("a step that sets more than the plan")
    func more() async throws {
        let theme = "environments/production/flags/theme.json"
        for files in [
            [SampleRun.csf: SampleRun.served(100)],
            [
                SampleRun.csf: SampleRun.served(10),
                theme: SampleFlags.state("theme", enabled: true, fallthrough: "\"dark\""),
            ],
        ] {
            let run = try await SampleRun()
            try await run.begun()
            try await run.commit(run.move(at: time).status, files)
            try await expectRefused(run)
        }
    }

    @Test("a step without what it sets")
    func less() async throws {
        let run = try await SampleRun()
        try await run.begun()
        try await run.commit(run.move(at: time).status)
        try await expectRefused(run)
    }

    @Test("a step that is skipped")
    func skipped() async throws {
        let run = try await SampleRun()
        try await run.begun()
        var status = try run.move(at: time).status
        status.steps = 2
        status.decisions[status.decisions.count - 1].steps = 2
        try await run.commit(status, [SampleRun.csf: SampleRun.served(50)])
        try await expectRefused(run)
    }

    @Test("a status edited by hand: held long enough, a gate passed, an approval renewed")
    func edited() async throws {
        let edits: [(inout RolloutStatus) -> Void] = [
            { $0.stepSince = .moment("2026-01-01T00:00:00Z") },
            { $0.state = .gated },
            { $0.passed.append(key("all")) },
            { $0.approval.at = .moment("2036-01-01T00:00:00Z") },
            { $0.approval.policyVersion = 7 },
        ]
        for edit in edits {
            let run = try await SampleRun()
            try await run.stepped()
            var status = try run.run().status
            edit(&status)
            try await run.commit(status)
            try await expectRefused(run)
        }
    }

    @Test("a plan changed in the same commit as its step, or under its run")
    func plan() async throws {
        let run = try await SampleRun()
        try await run.begun()
        let plan = [SampleRun.folder + "/plan.json": SampleRun.planText(first: 100)]
        try await run.commit(run.move(at: time).status, plan.merging([SampleRun.csf: SampleRun.served(100)]) { $1 })
        try await expectRefused(run)

        let other = try await SampleRun()
        try await other.begun()
        let step = try other.move(at: time).status
        try await other.commit(nil, plan)
        #expect(try await other.judged() == "neutral", "a plan alone moves nothing")
        try await other.commit(step, [SampleRun.csf: SampleRun.served(100)])
        try await expectRefused(other)
    }

    @Test("evidence with other values than it says")
    func evidence() async throws {
        let run = try await SampleRun()
        try await run.stepped()
        let later = "2026-01-02T10:02:00Z"
        var status = try run.move(at: later, [SampleRun.errors(0.1, until: later)]).status
        status.decisions[status.decisions.count - 1].evidence[0].windows[0].value = 40
        try await run.commit(status)
        try await expectRefused(run)
    }

    @Test("a run whose steps only lowered when it was started unasked, and raise later")
    func loweringFirst() async throws {
        let run = try await SampleRun(plan: SampleRun.planText(first: 50, second: 10))
        try await run.commit(nil, [SampleRun.csf: SampleRun.served(80)], approved: true)
        try await run.commit(run.starting(coversRaising: false))
        try await run.commit(run.move(at: "2026-01-02T09:01:00Z").status)
        try await run.commit(nil, [SampleRun.csf: SampleFlags.state("CSF")])
        try await run.commit(run.move(at: time).status, [SampleRun.csf: SampleRun.served(50)])
        try await expectRefused(run)
    }

    @Test("a step after the policy changed, or long after the approval")
    func stale() async throws {
        let run = try await SampleRun()
        try await run.begun()
        try await run.commit(
            nil, ["environments/production/environment.json": Governed.production(version: 2, SampleRun.claimed)],
            approved: true)
        try await run.commit(run.move(at: time).status, [SampleRun.csf: SampleRun.served(10)])
        try await expectRefused(run)

        let late = try await SampleRun()
        try await late.begun()
        try await late.commit(
            late.move(at: "2026-01-20T09:00:00Z").status, [SampleRun.csf: SampleRun.served(10)],
            at: "2026-01-20T09:00:00Z")
        #expect(try await late.violations(now: "2026-01-20T10:00:00Z") == ["approval-missing"])
    }

    @Test("a step of an approved plan in a freeze")
    func freeze() async throws {
        let run = try await SampleRun(
            more: #""freezes": [{ "from": "2026-01-02T10:00:00Z", "to": "2026-01-10T00:00:00Z", "reason": "Audit" }]"#)
        try await run.begun()
        try await run.commit(
            run.move(at: "2026-01-02T10:30:00Z").status, [SampleRun.csf: SampleRun.served(10)],
            at: "2026-01-02T10:30:00Z")
        #expect(try await run.violations() == ["frozen"])
    }

    @Test("a word at a gate without a signature, where signatures are asked for")
    func unsigned() async throws {
        let run = try await SampleRun(Governed.approvals)
        try run.governed.fixture.write([SampleRun.folder + "/status.json": SampleRun.text(run.starting())])
        try await run.governed.step([:], Governed.both)
        #expect(try await run.violations().isEmpty)
        let act = Act(by: "Priya N <priya@example.com>", at: .moment("2026-01-02T09:05:00Z"))
        try await run.commit(run.run().attesting(.go, for: ["product-owner"], act).status)
        try await expectRefused(run)
    }
}
