import FlagModel
import Rollouts
import Testing

/// Every state with everything that can happen to it.
@Suite("Every state and every event")
struct TransitionTableTests {
    /// Two phases; the first has two steps, a criterion and a gate, and the second sets another flag.
    private static let plan = RolloutPlan(
        key: key("p"), name: "P",
        phases: [
            Phase(
                key: key("a"), name: "A", steps: [PlanStep("F", percent: 10), PlanStep("F", percent: 50)],
                criteria: [Criterion("errors")], gate: Gate(roles: ["po"], hold: ISODuration(seconds: 300)),
                rollback: .partial),
            Phase(key: key("b"), name: "B", steps: [PlanStep("G", percent: 100)]),
        ],
        guards: [
            .metric("g-pause", .pause), .metric("g-gradual", .rollBack(.gradual)),
            .metric("g-partial", .rollBack(.partial)), .metric("g-immediate", .rollBack(.immediate)),
            .reported("i-pause", .pause), .reported("i-immediate", .rollBack(.immediate)),
        ])

    /// Where a run can stand; `untouched` ones have set nothing yet.
    enum Place: String, CaseIterable {
        case untouchedWaiting, untouchedProgressing, holding, progressing, gated, waiting, paused, rollingBack
        case pausedRollingBack, succeeded, rolledBack, stopped
    }

    private static func story(_ place: Place) throws -> Story {
        var story = try Story(plan)
        let well = [MetricEvidence.good("errors", at: 400)]
        switch place {
        case .untouchedWaiting: break
        case .untouchedProgressing: story.look(0)
        case .holding: _ = story.looks(0)
        case .progressing:
            _ = story.looks(0)
            story.look(400, well)
        case .gated:
            _ = story.looks(0)
            _ = story.looks(400, well)
            story.look(500, well)
        case .waiting:
            story = try Self.story(.gated)
            story.attest(.go, "po", at: 700)
            story.look(800, [.good("errors", at: 800)])
        case .paused:
            story = try Self.story(.holding)
            story.pause(50)
        case .rollingBack:
            story = try Self.story(.holding)
            story.look(50, [.alarm("g-gradual", at: 50)])
        case .pausedRollingBack:
            story = try Self.story(.rollingBack)
            story.pause(60)
        case .succeeded:
            story = try Self.story(.waiting)
            _ = story.looks(900)
            _ = story.looks(1000)
        case .rolledBack:
            story = try Self.story(.holding)
            story.look(50, [.alarm("g-immediate", at: 50)])
        case .stopped:
            story = try Self.story(.holding)
            story.people { $0.stopping(act(60)) }
        }
        return story
    }

    /// What can happen besides.
    enum Event: String, CaseIterable {
        case quiet, well, noData, plan, drift, criterion, pauseGuard, gradualGuard, partialGuard, immediateGuard
        case pauseIncident, immediateIncident
    }

    private static func outcome(_ event: Event, _ start: Story) -> String {
        var story = start
        let now = 10_000
        let well = [MetricEvidence.good("errors", at: now)]
        switch event {
        case .quiet: return story.outcome(0).text
        case .well: return story.look(now, well)
        case .noData:
            let unknown = MetricEvidence(subject: .criterion(key("errors")), metric: key("errors"), result: .error)
            return story.look(now, [unknown])
        case .plan:
            story.planHash = "sha256:2"
            return story.look(now, well)
        case .drift: return story.look(now, well, drifted: ["F"])
        case .criterion: return story.look(now, [.bad("errors", at: now)])
        case .pauseGuard: return story.look(now, well + [.alarm("g-pause", at: now)])
        case .gradualGuard: return story.look(now, well + [.alarm("g-gradual", at: now)])
        case .partialGuard: return story.look(now, well + [.alarm("g-partial", at: now)])
        case .immediateGuard: return story.look(now, well + [.alarm("g-immediate", at: now)])
        case .pauseIncident, .immediateIncident:
            if !story.status.state.isActive { return story.outcome(now).text }
            story.incident(event == .pauseIncident ? "i-pause" : "i-immediate", now)
            return story.look(now, well)
        }
    }

    private static let expected: [Place: [Event: String]] = [
        .untouchedWaiting: [
            .quiet: "begin waiting→progressing", .well: "begin waiting→progressing",
            .noData: "begin waiting→progressing", .plan: "pause waiting→paused", .drift: "pause waiting→paused",
            .criterion: "begin waiting→progressing", .pauseGuard: "begin waiting→progressing",
            .gradualGuard: "begin waiting→progressing", .partialGuard: "begin waiting→progressing",
            .immediateGuard: "begin waiting→progressing", .pauseIncident: "pause waiting→paused",
            .immediateIncident: "pause waiting→paused",
        ],
        .untouchedProgressing: [
            .quiet: "step progressing→holding set F", .well: "step progressing→holding set F",
            .noData: "step progressing→holding set F", .plan: "pause progressing→paused",
            .drift: "pause progressing→paused", .criterion: "step progressing→holding set F",
            .pauseGuard: "step progressing→holding set F", .gradualGuard: "step progressing→holding set F",
            .partialGuard: "step progressing→holding set F", .immediateGuard: "step progressing→holding set F",
            .pauseIncident: "pause progressing→paused", .immediateIncident: "pause progressing→paused",
        ],
        .holding: [
            .quiet: "wait hold 100 errors unknown", .well: "advance holding→progressing",
            .noData: "wait errors error", .plan: "pause holding→paused", .drift: "pause holding→paused",
            .criterion: "rollback holding→rolledBack keep vip: F", .pauseGuard: "pause holding→paused",
            .gradualGuard: "rollback holding→rollingBack cap 50: F",
            .partialGuard: "rollback holding→rolledBack keep vip: F",
            .immediateGuard: "rollback holding→rolledBack off: F", .pauseIncident: "pause holding→paused",
            .immediateIncident: "rollback holding→rolledBack off: F",
        ],
        .progressing: [
            .quiet: "wait hold 400", .well: "step progressing→holding set F", .noData: "wait errors error",
            .plan: "pause progressing→paused", .drift: "pause progressing→paused",
            .criterion: "rollback progressing→rolledBack keep vip: F", .pauseGuard: "pause progressing→paused",
            .gradualGuard: "rollback progressing→rollingBack cap 50: F",
            .partialGuard: "rollback progressing→rolledBack keep vip: F",
            .immediateGuard: "rollback progressing→rolledBack off: F", .pauseIncident: "pause progressing→paused",
            .immediateIncident: "rollback progressing→rolledBack off: F",
        ],
        .gated: [
            .quiet: "wait hold 500", .well: "wait role po", .noData: "wait errors error role po",
            .plan: "pause gated→paused", .drift: "pause gated→paused",
            .criterion: "rollback gated→rolledBack keep vip: F", .pauseGuard: "pause gated→paused",
            .gradualGuard: "rollback gated→rollingBack cap 50: F",
            .partialGuard: "rollback gated→rolledBack keep vip: F",
            .immediateGuard: "rollback gated→rolledBack off: F", .pauseIncident: "pause gated→paused",
            .immediateIncident: "rollback gated→rolledBack off: F",
        ],
        .waiting: [
            .quiet: "wait hold 800", .well: "begin waiting→progressing", .noData: "begin waiting→progressing",
            .plan: "pause waiting→paused", .drift: "pause waiting→paused", .criterion: "begin waiting→progressing",
            .pauseGuard: "pause waiting→paused", .gradualGuard: "rollback waiting→rollingBack cap 50: F",
            .partialGuard: "rollback waiting→rolledBack keep vip: F",
            .immediateGuard: "rollback waiting→rolledBack off: F", .pauseIncident: "pause waiting→paused",
            .immediateIncident: "rollback waiting→rolledBack off: F",
        ],
        .paused: [
            .quiet: "wait resume", .well: "wait resume", .noData: "wait resume", .plan: "wait resume",
            .drift: "wait resume", .criterion: "wait resume", .pauseGuard: "wait resume",
            .gradualGuard: "rollback paused→rollingBack cap 50: F",
            .partialGuard: "rollback paused→rolledBack keep vip: F",
            .immediateGuard: "rollback paused→rolledBack off: F", .pauseIncident: "wait resume",
            .immediateIncident: "rollback paused→rolledBack off: F",
        ],
        .rollingBack: [
            .quiet: "wait rung 110", .well: "rung rollingBack→rollingBack cap 25: F",
            .noData: "rung rollingBack→rollingBack cap 25: F", .plan: "rung rollingBack→rollingBack cap 25: F",
            .drift: "rung rollingBack→rollingBack cap 25: F", .criterion: "rung rollingBack→rollingBack cap 25: F",
            .pauseGuard: "rung rollingBack→rollingBack cap 25: F",
            .gradualGuard: "rung rollingBack→rollingBack cap 25: F",
            .partialGuard: "rung rollingBack→rollingBack cap 25: F",
            .immediateGuard: "rollback rollingBack→rolledBack off: F",
            .pauseIncident: "rung rollingBack→rollingBack cap 25: F",
            .immediateIncident: "rollback rollingBack→rolledBack off: F",
        ],
        .pausedRollingBack: [
            .quiet: "wait resume", .well: "wait resume", .noData: "wait resume", .plan: "wait resume",
            .drift: "wait resume", .criterion: "wait resume", .pauseGuard: "wait resume",
            .gradualGuard: "wait resume", .partialGuard: "wait resume",
            .immediateGuard: "rollback paused→rolledBack off: F", .pauseIncident: "wait resume",
            .immediateIncident: "rollback paused→rolledBack off: F",
        ],
    ]

    @Test(arguments: Place.allCases, Event.allCases)
    func `comes to what the table says`(place: Place, event: Event) throws {
        let story = try Self.story(place)
        let isOver = [.succeeded, .rolledBack, .stopped].contains(place)
        #expect(story.status.state.isActive != isOver)
        #expect(Self.outcome(event, story) == (isOver ? "wait" : Self.expected[place]?[event]))
    }

    /// What people can do, with the state that it leads to; nil where it stays as it is.
    private static let acts: [(name: String, to: RolloutState?, make: @Sendable (Rollout) -> Move)] = [
        ("tick", nil, { $0.ticking(key("t"), of: key("b"), done: true, act(20_000)) }),
        ("attest", nil, { $0.attesting(.go, for: ["po"], act(20_000)) }),
        ("report", nil, { $0.reporting(1, of: key("errors"), act(20_000)) }),
        ("incident", nil, { $0.reportingIncident(to: key("i-pause"), act(20_000)) }),
        ("stop", .stopped, { $0.stopping(act(20_000)) }),
        (
            "rollback", .rolledBack,
            { $0.rollingBack(.immediate, cause: "enough", at: at(20_000), by: "Ann Author <ann@example.com>") }
        ),
        ("pause", .paused, { $0.pausing(act(20_000)) }),
        (
            "resume", nil,
            {
                $0.resuming(
                    act(20_000), planHash: Story.planHash,
                    approval: RunApproval(policyVersion: 1, at: at(20_000), by: []))
            }
        ),
    ]

    @Test(arguments: Place.allCases)
    func `people act on active runs, pause what runs and resume what is paused`(place: Place) throws {
        var plan = Self.plan
        plan.phases[1].tasks = [PlanTask(key: key("t"), text: "A task")]
        for (name, to, make) in Self.acts {
            var story = try Self.story(place)
            story.plan = plan
            let isPaused = story.status.state == .paused
            let may = story.status.state.isActive && (name == "pause" ? !isPaused : name == "resume" ? isPaused : true)
            let move = make(story.run)
            #expect(story.recognises(move) == may, "\(name)")
            guard may else { continue }
            let expected = name == "resume" ? story.status.pause?.from : to ?? story.status.state
            #expect(move.status.state == expected, "\(name)")
        }
    }
}
