import FlagModel
import Rollouts
import Testing

@Suite("Incidents that people report")
struct IncidentTests {
    private let plan = RolloutPlan(
        key: key("p"), name: "P",
        phases: [
            Phase(
                key: key("a"), name: "A", prerequisites: [PlanTask(key: key("t"), text: "T")],
                steps: [PlanStep("F", percent: 50), PlanStep("F", percent: 100)])
        ],
        guards: [
            .reported("fuss", .pause), .reported("loss", .rollBack(.immediate)), .reported("slow", .rollBack(.gradual)),
            .reported("elsewhere", .pause, phases: ["b"]),
        ])

    private func holding() throws -> Story {
        var story = try Story(plan)
        story.tick("t", of: "a", 0)
        _ = story.looks(0)
        return story
    }

    @Test("fires once, also in the second of its report, and not again after a resumption")
    func once() throws {
        var story = try holding()
        story.incident("fuss", 10)
        #expect(story.looks(10) == ["pause holding→paused"])
        story.resume(10)
        #expect(story.look(10) == "wait hold 100")
        story.incident("fuss", 10)
        #expect(story.look(10) == "pause holding→paused", "another one in the second of the resumption")
    }

    @Test("while paused, one that only pauses is answered by the resumption")
    func whilePaused() throws {
        var story = try holding()
        story.pause(10)
        story.incident("fuss", 20)
        #expect(story.look(20) == "wait resume")
        story.resume(30)
        #expect(story.look(30) == "wait hold 120")
    }

    @Test("says what was reported")
    func cause() throws {
        var story = try holding()
        story.people { $0.reportingIncident(to: key("loss"), act(10, note: "three rows are gone")) }
        #expect(story.look(10) == "rollback holding→rolledBack off: F")
        #expect(story.status.rollback?.cause == "guard loss: three rows are gone")
    }

    @Test("before the run has set anything it keeps the run from setting it")
    func beforeFirstStep() throws {
        var story = try Story(plan)
        story.incident("loss", 10)
        #expect(story.look(20) == "pause waiting→paused")
        story.resume(30)
        story.tick("t", of: "a", 30)
        #expect(story.looks(30) == ["begin waiting→progressing", "step progressing→holding set F"])
        #expect(story.look(40) == "wait hold 130")
    }

    @Test("one that was answered by going down does not fire again on the way")
    func onTheWayDown() throws {
        var story = try holding()
        story.incident("slow", 10)
        #expect(story.look(10) == "rollback holding→rollingBack cap 50: F")
        #expect(story.look(20) == "wait rung 70")
        story.incident("loss", 20)
        #expect(story.look(20) == "rollback rollingBack→rolledBack off: F")
    }

    @Test("in a phase that the guard is not about it waits")
    func otherPhase() throws {
        var story = try holding()
        story.incident("elsewhere", 10)
        #expect(story.look(10) == "wait hold 100")
    }
}
