import FlagModel
import Rollouts
import Testing

@Suite("Criteria that people report the values of")
struct ReportedCriterionTests {
    private func story(_ comparison: BaselineComparison = .absolute) throws -> Story {
        var story = try Story(
            RolloutPlan(
                key: key("p"), name: "P",
                phases: [
                    Phase(
                        key: key("a"), name: "A", steps: [PlanStep("F", percent: 50)],
                        criteria: [Criterion("bugs", comparison)])
                ]))
        _ = story.looks(0)
        return story
    }

    @Test(
        "the newest value is judged",
        arguments: [(0.0, MetricEvidence.Result.successful), (3, .inconclusive), (9, .failed)])
    func judged(_ value: Double, _ result: MetricEvidence.Result) throws {
        var story = try story()
        #expect(story.run.reported(of: key("bugs")) == nil)
        story.people { $0.reporting(4, of: key("bugs"), act(10)) }
        story.people { $0.reporting(value, of: key("bugs"), act(20)) }
        let found = try #require(story.run.reported(of: key("bugs")))
        #expect(found.report.act == act(20))
        #expect(found.evidence.result == result)
        #expect(found.evidence.windows == [.init(from: at(20), to: at(20), samples: 1, value: value)])
        #expect(story.run.reported(of: key("other")) == nil)
    }

    @Test("what is compared and has nothing to be compared with is not decided")
    func compared() throws {
        var story = try story(.delta)
        story.people { $0.reporting(0, of: key("bugs"), act(10)) }
        #expect(story.run.reported(of: key("bugs"))?.evidence.result == .inconclusive)
    }

    @Test("a resumption asks for a new report")
    func resumed() throws {
        var story = try story()
        story.people { $0.reporting(0, of: key("bugs"), act(10)) }
        story.pause(20)
        story.resume(30)
        #expect(story.run.reported(of: key("bugs")) == nil)
    }
}
