import FlagModel
import Rollouts
import TestSupport
import Testing

@testable import Workflows

@Suite("The board of a rollout")
struct ShowRolloutTests {
    @Test("before a run it shows the plan and how to start it")
    func draft() async throws {
        let board = try await RolloutFixture().board(at: "2026-01-05T09:00:00Z")
        #expect(board.run == nil)
        #expect(board.phases.map(\.standing) == [.ahead, .ahead])
        #expect(board.phases[0].shortest == 3 * 86400)
        #expect(board.next.map(\.command) == ["flagctl rollout start csf --env production"])
        #expect(board.watcher == nil)
    }

    @Test("an unknown plan is refused with the nearest name")
    func unknown() async throws {
        let fixture = try await RolloutFixture()
        let failure = await failure("unknown-plan") {
            _ = try await ShowRollout("cfs", in: "production", gathering: nil)
                .run(fixture.session("2026-01-05T09:00:00Z"))
        }
        #expect(failure?.hint == "did you mean 'csf'?")
    }

    @Test("while it waits it shows the prerequisites, who may tick them, and the command")
    func waiting() async throws {
        let fixture = try await RolloutFixture()
        _ = try await StartRollout("csf", in: "production").run(
            fixture.session("2026-01-05T09:00:00Z"), .approved)
        let board = try await fixture.board(at: "2026-01-05T09:00:00Z")
        #expect(board.run?.state == .waiting)
        #expect(board.prerequisites.map(\.isDone) == [true, false])
        #expect(board.next.map(\.command) == ["flagctl rollout task csf canary/dashboards --env production"])
        #expect(board.next.first?.people == ["mike"])
        #expect(board.watcher?.isLate == true)
        #expect(board.guards.allSatisfy { $0.metric == nil }, "nothing is set yet that metrics could show")
        #expect(board.exposure.first?.now.percent == Percentage(thousandths: 0))
        #expect(board.exposure.first?.next?.people == 37500)
    }

    @Test("a phase whose baseline cannot be had does not begin, and the board says why")
    func missingBaseline() async throws {
        let fixture = try await RolloutFixture()
        let time = "2026-01-05T09:00:00Z"
        _ = try await StartRollout("csf", in: "production").run(fixture.session(time), .approved)
        try await fixture.tick("dashboards", at: time, by: "mike@example.com")
        let board = try await ShowRollout("csf", in: "production", gathering: SteadyMeasurements(isDead: true))
            .run(fixture.session(time))
        #expect(
            board.next.map(\.text) == [
                "the phase begins when what it is compared with is known; criterion errors: nobody answers"
            ])
    }

    @Test("while it holds it shows the time left, criteria with values and baseline, guards, exposure now and next")
    func holding() async throws {
        var fixture = try await RolloutFixture()
        try await fixture.begin()
        fixture.errors.append(("2026-01-05T10:00:00Z", 0.14))
        let board = try await fixture.board(at: "2026-01-05T18:00:00Z")
        #expect(board.run?.holdEnd == Timestamp("2026-01-06T09:00:00Z"))
        #expect(board.next.first?.text.contains("15 h from now; then Everybody") == true)
        let errors = try #require(board.criteria.first)
        #expect(errors.evidence?.baseline.map { abs($0 - 0.02) < 1e-9 } == true)
        #expect(errors.evidence?.result == .inconclusive)
        #expect(errors.compared.map { abs($0 - 0.12) < 1e-9 } == true)
        #expect(board.criteria.last?.evidence?.why == "nobody reported it in this phase")
        #expect(board.guards.map(\.action) == ["off at once", "pause"])
        #expect(board.guards.first?.evidence?.result == .successful)
        #expect(board.exposure.first?.now.people == 37500)
        #expect(board.exposure.first?.next?.people == 150_000)
        #expect(board.nextChange == "Everybody")
        #expect(board.watcher?.isLate == true, "the watcher looked at nine")
        #expect(board.decisions.first?.kind == .step)
        #expect(board.decisions.count == 3)
        let commands = board.next.compactMap(\.command)
        #expect(commands == ["flagctl rollout attest csf --metric open-bugs --value N --env production"])
    }

    @Test("without measuring it says so, and asks nobody")
    func unmeasured() async throws {
        let fixture = try await RolloutFixture()
        try await fixture.begin()
        let board = try await fixture.board(at: "2026-01-05T09:05:00Z", measured: false)
        #expect(!board.isMeasured)
        #expect(board.criteria.map { $0.evidence?.result } == [nil, .inconclusive], "reports are known all the same")
        #expect(board.next.map(\.text).contains("1 criterion was not measured; see it with"))
        #expect(board.watcher?.isLate == false)
    }

    @Test("at the gate it shows who said what, who can, and how long it is held")
    func gated() async throws {
        let fixture = try await RolloutFixture()
        try await fixture.reachGate()
        let board = try await fixture.board(at: "2026-01-07T09:10:00Z")
        #expect(board.run?.state == .gated)
        #expect(board.run?.steps == 2)
        #expect(board.gate?.end == Timestamp("2026-01-08T09:05:00Z"))
        #expect(board.gate?.roles.first?.holders == ["ann", "priya"])
        #expect(board.gate?.roles.first?.word == nil)
        #expect(board.next.last?.command == "flagctl rollout attest csf --role product-owner --go --env production")
        #expect(board.nextChange == nil)
        _ = try await AttestRollout("csf", in: "production", role: "product-owner", .noGo)
            .run(fixture.session("2026-01-07T09:20:00Z"), EditOptions(reason: "support is not ready"))
        let after = try await fixture.board(at: "2026-01-07T09:30:00Z")
        #expect(after.gate?.roles.first?.word?.verdict == .noGo)
        #expect(after.next.last?.text == "product-owner says no-go: support is not ready; it becomes a go with")
    }

    @Test("an approval that the policy no longer knows is shown with the command that renews it")
    func approval() async throws {
        let fixture = try await RolloutFixture()
        try await fixture.begin()
        let changed = SampleFlags.production.replacing(
            "\"policy\": {", with: "\"policy\": {\n    \"version\": 2,")
        try await fixture.flags.commit(["environments/production/environment.json": changed])
        try await fixture.report(0, at: "2026-01-05T09:30:00Z")
        let board = try await fixture.board(at: "2026-01-06T09:30:00Z")
        #expect(board.run?.approval.problem == "the policy of production changed after the run was approved")
    }

    @Test("after the run it shows how it ended, and how another one begins")
    func ended() async throws {
        let fixture = try await RolloutFixture()
        try await fixture.begin()
        _ = try await ControlRollout(.stop, "csf", in: "production")
            .run(fixture.session("2026-01-05T10:00:00Z"), EditOptions(reason: "not today"))
        let board = try await fixture.board(at: "2026-01-05T11:00:00Z")
        #expect(board.run?.state == .stopped)
        #expect(board.decisions.first?.why == "not today")
        #expect(board.next.map(\.command) == ["flagctl rollout start csf --env production"])
        #expect(board.criteria.isEmpty)
    }

    @Test("on the way down it shows the next rung")
    func rollingBack() async throws {
        let fixture = try await RolloutFixture()
        try await fixture.begin()
        _ = try await RollBackRollout("csf", in: "production")
            .run(fixture.session("2026-01-05T10:00:00Z"), EditOptions(reason: "complaints"))
        let board = try await fixture.board(at: "2026-01-05T10:03:00Z")
        #expect(board.run?.state == .rollingBack)
        #expect(board.run?.cause == "complaints")
        #expect(board.nextChange == "down to 25%")
        #expect(board.next.first?.text.contains("7 min from now") == true)
    }

    @Test("the list has every plan, what its run waits for, and nothing is measured for it")
    func list() async throws {
        let fixture = try await RolloutFixture()
        let session = try fixture.session("2026-01-05T09:30:00Z")
        let before = try ListRollouts().run(session)
        #expect(before.rollouts.map(\.state) == [nil])
        try await fixture.begin()
        let row = try #require(try ListRollouts(in: "production").run(session).rollouts.first)
        #expect(row.state == .holding)
        #expect(row.steps == 1)
        #expect(row.waitsFor == "the step holds until 2026-01-06T09:00:00Z")
        #expect(try ListRollouts(in: "development").run(session).rollouts.isEmpty)
    }
}

extension RolloutFixture {
    /// Both steps made and held; bugs reported.
    func reachGate() async throws {
        try await begin()
        try await report(0, at: "2026-01-05T10:00:00Z")
        try await watch(at: "2026-01-06T09:05:00Z")
        try await watch(at: "2026-01-07T09:06:00Z")
    }
}
