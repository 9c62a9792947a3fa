import FlagModel
import Rollouts
import Testing

@Suite("Pausing and resuming, and plans that change")
struct PauseTests {
    private func plan(_ steps: Int = 2) -> RolloutPlan {
        RolloutPlan(
            key: key("p"), name: "P",
            phases: [
                Phase(
                    key: key("a"), name: "A", steps: (1...steps).map { PlanStep("F", percent: $0 * 10) },
                    criteria: [Criterion("errors")], gate: Gate(hold: ISODuration(seconds: 300)))
            ],
            guards: [.metric("now", .rollBack(.immediate))])
    }

    private func holding(_ steps: Int = 2) throws -> Story {
        var story = try Story(plan(steps))
        _ = story.looks(0)
        return story
    }

    @Test("time in a pause does not count for holds")
    func holdTime() throws {
        var story = try holding()
        story.pause(60)
        #expect(story.look(5000) == "wait resume")
        story.resume(1060)
        #expect(story.status.state == .holding)
        #expect(story.look(1099) == "wait hold 1100 errors unknown")
        #expect(story.look(1100, [.good("errors", at: 1100)]) == "advance holding→progressing")
    }

    @Test("time in a pause does not count for a gate's hold")
    func gateHold() throws {
        var story = try holding(1)
        #expect(story.look(100, [.good("errors", at: 100)]) == "gate holding→gated")
        story.pause(200)
        story.resume(1200)
        #expect(story.look(1299, [.good("errors", at: 1299)]) == "wait gateHold 1300")
        #expect(story.look(1300, [.good("errors", at: 1300)]) == "succeed gated→succeeded")
    }

    @Test("a resumption before its pause shortens no hold")
    func resumedEarly() throws {
        var story = try holding()
        story.pause(60)
        story.resume(20)
        #expect(story.look(99) == "wait hold 100 errors unknown")
    }

    @Test("measurements begin anew: what was measured before a resumption proves nothing")
    func measuredAnew() throws {
        var story = try holding()
        story.pause(60)
        story.resume(70)
        guard case .move(let move) = story.outcome(500, [.good("errors", at: 80)]) else {
            Issue.record("nothing moved")
            return
        }
        #expect(!story.recognises(move))
    }

    @Test("a paused run that is paused again goes on from where it was")
    func twice() throws {
        var story = try holding()
        story.pause(10)
        let again = story.run.pausing(act(50, note: "really"))
        #expect(again.status.pause == Pause(from: .holding, cause: "really", at: at(10)))
    }

    @Test("a pause on the way down goes on with the ladder")
    func wayDown() throws {
        var story = try holding()
        story.people {
            $0.rollingBack(.gradual, cause: "enough", at: at(10), by: "Ann Author <ann@example.com>")
        }
        story.pause(20)
        #expect(story.look(500) == "wait resume")
        story.resume(600)
        #expect(story.look(600) == "rung rollingBack→rollingBack cap 25: F")
    }

    @Test("a changed plan pauses, and the run goes on with it once resumed")
    func changedPlan() throws {
        var story = try holding()
        story.planHash = "sha256:2"
        #expect(story.look(50) == "pause holding→paused")
        #expect(story.status.pause?.cause == "the plan changed after the run was started")
        story.resume(60)
        #expect(story.status.planHash == "sha256:2")
        #expect(story.status.approval.policyVersion == 2)
        #expect(story.look(60) == "wait hold 110 errors unknown")
    }

    @Test("a plan with fewer steps than were made goes on to its gate")
    func fewerSteps() throws {
        var story = try holding(3)
        _ = story.looks(100, [.good("errors", at: 100)])
        story.pause(110)
        story.plan = plan(1)
        story.resume(120)
        #expect(story.look(120) == "gate holding→gated")
        #expect(story.look(200, [.good("errors", at: 200)]) == "wait gateHold 410")
        story = try holding(3)
        #expect(story.look(100, [.good("errors", at: 100)]) == "advance holding→progressing")
        story.pause(110)
        story.plan = plan(1)
        story.resume(120)
        #expect(story.look(120) == "gate progressing→gated")
    }

    @Test("a plan that lost the phase pauses and says so; a guard takes down all that is known")
    func lostPhase() throws {
        let lost = Phase(key: key("b"), name: "B", steps: [PlanStep("G", percent: 100)], gate: Gate(roles: ["po"]))
        var long = plan(1)
        long.phases[0].criteria = []
        long.phases[0].gate = Gate()
        var short = long
        long.phases.append(lost)
        short.phases.append(Phase(key: key("c"), name: "C", steps: [PlanStep("H", percent: 100)]))
        short.phases[0].steps.append(PlanStep("E", percent: 100))
        var story = try Story(long)
        _ = story.looks(0)
        _ = story.looks(100)
        #expect(story.status.phase == key("b"))
        story.plan = short
        var guarded = story
        #expect(guarded.look(200, [.alarm("now", at: 200)]) == "rollback holding→rolledBack off: E, F")
        #expect(story.look(200) == "pause holding→paused")
        #expect(story.status.pause?.cause == "the plan has no phase 'b' any more")
        story.people { $0.stopping(act(300)) }
    }

    @Test("a phase that was gone through is not gone through again where the plan moves it")
    func movedPhase() throws {
        let phases = ["a", "b", "c"].map { Phase(key: key($0), name: $0, gate: Gate(roles: [$0])) }
        var story = try Story(RolloutPlan(key: key("p"), name: "P", phases: phases))
        _ = story.looks(0)
        story.attest(.go, "a", at: 0)
        _ = story.looks(0)
        story.pause(10)
        story.plan.phases = [phases[1], phases[0], phases[2]]
        story.resume(20)
        story.attest(.go, "b", at: 20)
        _ = story.looks(20)
        #expect(story.status.phase == key("c"))
        story.attest(.go, "c", at: 20)
        #expect(story.looks(20) == ["succeed gated→succeeded"])
        #expect(story.status.passed == [key("a"), key("b"), key("c")])
    }

    @Test("flags that others changed pause the run; after the resumption they are the run's own")
    func drift() throws {
        var story = try holding()
        #expect(story.look(50, drifted: ["F", "G"]) == "pause holding→paused")
        #expect(story.status.pause?.cause == "F, G changed outside of the run")
        story.resume(60)
        #expect(story.status.state == .holding)
    }
}
