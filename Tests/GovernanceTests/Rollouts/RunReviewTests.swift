import FlagModel
import Rollouts
import TestSupport
import Testing

@testable import Governance

/// What changes of runs count as, before the commit and in verify.
@Suite("Runs of rollouts, as policies see them") struct RunReviewTests {
    private let later = "2026-01-02T10:02:00Z"

    @Test("a start raises, and its steps are planned")
    func planned() async throws {
        let run = try await SampleRun()
        try await run.commit(run.starting(), approved: true)
        #expect(try await run.judged() == "raising")
        try await run.commit(run.move(at: "2026-01-02T09:01:00Z").status)
        #expect(try await run.judged() == "neutral")
        try await run.commit(run.move(at: "2026-01-02T09:02:00Z").status, [SampleRun.csf: SampleRun.served(10)])
        #expect(try await run.judged() == "raising planned")
        try await run.commit(run.move(at: later, [SampleRun.errors(0.1, until: later)]).status, at: later)
        #expect(try await run.judged() == "neutral")
        let found = try await run.governed.verify()
        #expect(found.names.isEmpty, "\(found.story)")
        #expect(found.transitions.map(\.ground).contains(.planned))
    }

    @Test("a start whose steps all lower needs nobody, as long as it says that they do")
    func lowering() async throws {
        for (coversRaising, judged) in [(false, "neutral"), (true, "raising")] {
            let run = try await SampleRun(plan: SampleRun.planText(first: 50, second: 10))
            try await run.commit(nil, [SampleRun.csf: SampleRun.served(80)], approved: true)
            try await run.commit(run.starting(coversRaising: coversRaising))
            #expect(try await run.judged() == judged)
        }
    }

    @Test("people's words are neutral where approvals are claimed, and raise where they are signed")
    func words() async throws {
        for (approvals, judged) in [(SampleRun.claimed, "neutral"), (Governed.approvals, "raising")] {
            let run = try await SampleRun(approvals)
            try await run.commit(run.starting())
            let act = Act(by: "Ann Author <ann@example.com>", at: .moment("2026-01-02T09:05:00Z"))
            try await run.commit(run.run().ticking(key("brief"), of: key("all"), done: true, act).status)
            #expect(try await run.judged() == judged)
            try await run.commit(run.run().pausing(act).status)
            #expect(try await run.judged() == "neutral", "a pause waits for nobody")
            let approval = RunApproval(policyVersion: 1, at: act.at, by: [])
            let resumed = try run.run().resuming(act, planHash: run.run().status.planHash, approval: approval)
            try await run.commit(resumed.status)
            #expect(try await run.judged() == "raising")
            try await run.commit(run.run().stopping(act).status)
            #expect(try await run.judged() == (judged))
        }
    }

    @Test("a status that is gone moves nothing")
    func removed() async throws {
        let run = try await SampleRun()
        try await run.begun()
        try await run.commit(nil, [SampleRun.folder + "/status.json": nil])
        #expect(try await run.judged() == "neutral")
    }

    @Test("evidence is judged again from its windows")
    func evidence() async throws {
        for (value, judged) in [(0.9, "neutral"), (1.0, "raising"), (7.0, "raising")] {
            let run = try await SampleRun()
            try await run.stepped()
            // The decision says that the criterion was met, whatever the windows say.
            try await run.commit(run.move(at: later, [SampleRun.errors(value, until: later)]).status)
            #expect(try await run.judged() == judged, "\(value)")
        }
    }

    @Test("an approval holds as long as the policy says and while the policy is the same")
    func approval() async throws {
        let run = try await SampleRun()
        try await run.begun()
        let head = try run.head()
        func problem(_ time: String) throws -> String? {
            try head.approvalProblem(of: run.run(), in: SampleRun.production, at: .moment(time))
        }
        #expect(try problem("2026-01-16T09:00:00Z") == nil)
        #expect(try problem("2026-01-16T09:00:01Z") == "the approval of the run ran out at 2026-01-16T09:00:00Z")
        try await run.commit(
            nil, ["environments/production/environment.json": Governed.production(version: 2, SampleRun.claimed)])
        let changed = try run.head().approvalProblem(
            of: run.run(), in: SampleRun.production, at: .moment("2026-01-02T10:00:00Z"))
        #expect(changed == "the policy of production changed after the run was approved")
    }
}
