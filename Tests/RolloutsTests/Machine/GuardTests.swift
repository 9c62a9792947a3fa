import FlagModel
import Rollouts
import Testing

@Suite("Guards and failed criteria")
struct GuardTests {
    private func plan(
        _ guards: [Guard], rollback: RollbackStrategy? = nil, criteria: [Criterion] = []
    ) -> RolloutPlan {
        RolloutPlan(
            key: key("p"), name: "P",
            phases: [
                Phase(key: key("a"), name: "A", steps: [PlanStep("F", percent: 100)]),
                Phase(
                    key: key("b"), name: "B", start: .at(at(5000)), steps: [PlanStep("G", percent: 100)],
                    criteria: criteria, gate: Gate(roles: ["po"]), rollback: rollback),
            ], guards: guards)
    }

    /// A run that holds in the second phase.
    private func late(_ plan: RolloutPlan) throws -> Story {
        var story = try Story(plan)
        _ = story.looks(0)
        _ = story.looks(100)
        _ = story.looks(5000)
        #expect(story.status.state == .holding)
        #expect(story.status.phase == key("b"))
        return story
    }

    @Test("the strongest of several wins, and their evidence is kept")
    func strongest() throws {
        let plan = plan([
            .metric("pause", .pause), .metric("gradual", .rollBack(.gradual)), .metric("now", .rollBack(.immediate)),
            .metric("partial", .rollBack(.partial)),
        ])
        let story = try late(plan)
        func worst(_ names: String...) -> String { story.outcome(5050, names.map { .alarm($0, at: 5050) }).text }
        #expect(worst("pause", "gradual") == "rollback holding→rollingBack cap 50: G")
        #expect(worst("pause", "gradual", "partial") == "rollback holding→rolledBack keep vip: G")
        #expect(worst("pause", "gradual", "partial", "now") == "rollback holding→rolledBack off: G")
        guard case .move(let move) = story.outcome(5050, ["pause", "now"].map { .alarm($0, at: 5050) }) else {
            Issue.record("nothing moved")
            return
        }
        #expect(move.decision.evidence.map(\.subject.text) == ["guard pause", "guard now"])
        #expect(move.decision.why == "guard now: now")
    }

    @Test("a pause does not keep what a failed criterion takes away")
    func pauseAndCriterion() throws {
        let plan = plan([.metric("pause", .pause)], rollback: .immediate, criteria: [Criterion("errors")])
        var story = try late(plan)
        let both: [MetricEvidence] = [.alarm("pause", at: 5050), .bad("errors", at: 5050)]
        #expect(story.look(5050, both) == "rollback holding→rolledBack off: G")
        #expect(story.status.rollback?.cause == "criterion errors: errors")
    }

    @Test("lowers the flags of the phase, of the newest phase with steps, or of the plan")
    func scope() throws {
        let wide = RollbackStrategy(.immediate, scope: .plan)
        let plan = plan([.metric("now", .rollBack(.immediate)), .metric("wide", .rollBack(wide))])
        var story = try late(plan)
        #expect(story.look(5050, [.alarm("now", at: 5050)]) == "rollback holding→rolledBack off: G")
        story = try late(plan)
        #expect(story.look(5050, [.alarm("wide", at: 5050)]) == "rollback holding→rolledBack off: F, G")
        story = try Story(plan)
        _ = story.looks(0)
        _ = story.looks(100)
        #expect(story.status.state == .waiting)
        #expect(story.look(200, [.alarm("now", at: 200)]) == "rollback waiting→rolledBack off: F")
    }

    @Test("is on duty in its phases only")
    func phases() throws {
        let first = plan([.metric("now", .rollBack(.immediate), phases: ["a"])])
        var story = try late(first)
        #expect(story.run.subjects == [])
        #expect(story.outcome(5050, [.alarm("now", at: 5050)]).text == "wait hold 5100")
        let second = plan([.metric("now", .rollBack(.immediate), phases: ["b"])])
        story = try late(second)
        #expect(story.run.subjects == [.guard(key("now"))])
    }

    @Test("is measured from a window before the phase, but not from before the first step or the last resumption")
    func since() throws {
        let plan = plan([.metric("now", .rollBack(.immediate))])
        var story = try Story(plan)
        _ = story.looks(0)
        #expect(story.run.guardedSince(window: 20) == at(0))
        story = try late(plan)
        #expect(story.run.guardedSince(window: 20) == at(4980))
        #expect(story.run.measuredSince == at(5000))
        story.pause(5010)
        story.resume(5020)
        #expect(story.run.guardedSince(window: 20) == at(5020))
        #expect(story.run.measuredSince == at(5020))
    }

    @Test("what goes down already is taken down to the ground by an immediate guard, all of it")
    func takeover() throws {
        let wide = RollbackStrategy(.gradual(ladder: [50_000, 0], every: ISODuration(seconds: 60)), scope: .plan)
        let plan = plan([.metric("wide", .rollBack(wide)), .metric("now", .rollBack(.immediate))])
        var story = try late(plan)
        #expect(story.look(5050, [.alarm("wide", at: 5050)]) == "rollback holding→rollingBack cap 50: F, G")
        #expect(story.look(5060, [.alarm("now", at: 5060)]) == "rollback rollingBack→rolledBack off: F, G")
    }

    @Test("a ladder goes down a rung each time and ends at off, whatever else is going on")
    func ladder() throws {
        var story = try late(plan([.metric("slow", .rollBack(.gradual))]))
        let alarm = [MetricEvidence.alarm("slow", at: 5050)]
        #expect(story.look(5050, alarm) == "rollback holding→rollingBack cap 50: G")
        #expect(story.look(5109, alarm) == "wait rung 5110")
        #expect(story.look(5115) == "rung rollingBack→rollingBack cap 25: G")
        #expect(story.look(5174) == "wait rung 5175")
        #expect(story.look(5175) == "rung rollingBack→rolledBack off: G")
        #expect(story.status.rollback?.rungs == 3)
        #expect(story.look(9999, alarm) == "wait")
    }

    @Test("a ladder of one rung is an immediate rollback")
    func oneRung() throws {
        let strategy = RollbackStrategy(.gradual(ladder: [0], every: ISODuration(seconds: 60)))
        var story = try late(plan([.metric("slow", .rollBack(strategy))]))
        #expect(story.look(5050, [.alarm("slow", at: 5050)]) == "rollback holding→rolledBack off: G")
    }

    @Test("a failed criterion pauses where the phase has no strategy, and counts in no other phase")
    func criterionWithoutStrategy() throws {
        var story = try late(plan([], criteria: [Criterion("errors")]))
        #expect(story.look(5050, [.bad("errors", at: 5050)]) == "pause holding→paused")
        #expect(story.status.pause?.cause == "criterion errors: errors")
        story = try Story(plan([], criteria: [Criterion("errors")]))
        #expect(story.look(0, [.bad("errors", at: 0)]) == "begin waiting→progressing")
        #expect(story.run.subjects == [])
    }

    @Test("a criterion is not measured while its phase waits or exposure goes down")
    func subjects() throws {
        let plan = plan([.metric("slow", .rollBack(.gradual))], criteria: [Criterion("errors")])
        var story = try late(plan)
        #expect(story.run.subjects == [.guard(key("slow")), .criterion(key("errors"))])
        story.look(5050, [.alarm("slow", at: 5050)])
        #expect(story.run.subjects == [.guard(key("slow"))])
    }
}
