import FlagModel
import Rollouts
import Testing

@Suite("The way forward")
struct ForwardTests {
    private func plan(_ phases: Phase...) -> RolloutPlan { RolloutPlan(key: key("p"), name: "P", phases: phases) }

    private func phase(_ name: String, _ edit: (inout Phase) -> Void = { _ in }) -> Phase {
        var phase = Phase(key: key(name), name: name)
        edit(&phase)
        return phase
    }

    @Test("a phase begins at its time")
    func start() throws {
        var story = try Story(plan(phase("a") { $0.start = .at(at(500)) }))
        #expect(story.look(499) == "wait phaseStart 500")
        #expect(story.look(500) == "begin waiting→progressing")
    }

    @Test("a delay counts from the start of the run, then from the beginning of the phase before")
    func delay() throws {
        let later = PhaseStart.delay(ISODuration(seconds: 1000))
        let plan = plan(phase("a") { $0.start = later }, phase("b") { $0.start = later })
        var story = try Story(plan, startedAt: 100)
        #expect(story.look(1099) == "wait phaseStart 1100")
        #expect(
            story.looks(1500) == [
                "begin waiting→progressing", "gate progressing→gated", "pass gated→waiting",
            ])
        #expect(story.look(2499) == "wait phaseStart 2500")
        #expect(story.look(2500) == "begin waiting→progressing")
    }

    @Test("a task that checks a message is done when it was sent, and nobody ticks it")
    func messages() throws {
        let sent = TaskCheck.message(key("notice"))
        let told = PlanTask(key: key("told"), text: "T", isDone: true, check: sent)
        var story = try Story(plan(phase("a") { $0.prerequisites = [told] }))
        story.tick("told", of: "a", 0)
        #expect(story.look(0) == "wait task told")
        #expect(story.look(10, checks: [.message(key("other"))]) == "wait task told")
        #expect(story.look(20, checks: [sent]) == "begin waiting→progressing")
    }

    @Test("prerequisites are ticked by people, by the plan's author, or seen; optional ones keep nobody")
    func prerequisites() throws {
        let flag = TaskCheck.flag(key("CSF"), key("on"))
        let first = phase("a") {
            $0.prerequisites = [
                PlanTask(key: key("ticked"), text: "T"), PlanTask(key: key("author"), text: "A", isDone: true),
                PlanTask(key: key("maybe"), text: "M", isOptional: true),
                PlanTask(key: key("seen"), text: "S", isDone: true, check: flag),
            ]
        }
        let second = phase("b") {
            $0.prerequisites = [
                PlanTask(key: key("a-done"), text: "A", isDone: true, check: .phase(key("a"))),
                PlanTask(key: key("never"), text: "N", check: .phase(key("c"))),
            ]
        }
        var story = try Story(plan(first, second))
        #expect(story.look(0) == "wait task ticked task seen")
        story.tick("ticked", of: "a", 10)
        #expect(story.look(10) == "wait task seen")
        story.tick("seen", of: "a", 10)
        #expect(story.look(10) == "wait task seen", "what flagctl sees is not ticked by people")
        story.tick("ticked", of: "a", done: false, 20)
        #expect(story.look(20, checks: [flag]) == "wait task ticked", "the newest tick counts")
        story.tick("ticked", of: "a", 30)
        story.tick("author", of: "a", done: false, 30)
        #expect(story.look(30, checks: [flag]) == "wait task author", "a tick is over the author's")
        story.tick("author", of: "a", 40)
        #expect(story.look(40, checks: [flag]) == "begin waiting→progressing")
        #expect(story.looks(40) == ["gate progressing→gated", "pass gated→waiting"])
        #expect(story.look(40) == "wait task never")
    }

    @Test("a step holds for its time, and the last one for the gate's too")
    func holds() throws {
        let first = phase("a") {
            $0.steps = [PlanStep("F", percent: 10), PlanStep("F", percent: 50, hold: 200)]
            $0.gate = Gate(hold: ISODuration(seconds: 300))
        }
        var story = try Story(plan(first))
        #expect(story.looks(0) == ["begin waiting→progressing", "step progressing→holding set F"])
        #expect(story.look(99) == "wait hold 100")
        #expect(story.looks(100) == ["advance holding→progressing", "step progressing→holding set F"])
        #expect(story.look(299) == "wait hold 300")
        #expect(story.look(310) == "gate holding→gated")
        #expect(story.look(399) == "wait gateHold 400", "the gate's hold counts from the step")
        #expect(story.look(400) == "succeed gated→succeeded")
        #expect(story.status.passed == [key("a")])
    }

    @Test("a phase without steps holds from when its gate is reached")
    func noSteps() throws {
        let first = phase("a") { $0.gate = Gate(hold: ISODuration(seconds: 100)) }
        var story = try Story(plan(first))
        #expect(story.looks(50) == ["begin waiting→progressing", "gate progressing→gated"])
        #expect(story.look(149) == "wait gateHold 150")
        #expect(story.look(150) == "succeed gated→succeeded")
    }

    @Test("a gate asks for criteria, tasks and every role, whose newest word counts")
    func gate() throws {
        let first = phase("a") {
            $0.tasks = [
                PlanTask(key: key("brief"), text: "B"), PlanTask(key: key("nice"), text: "N", isOptional: true),
            ]
            $0.criteria = [Criterion("errors")]
            $0.gate = Gate(roles: ["po", "qa"])
        }
        var story = try Story(plan(first, phase("b")))
        _ = story.looks(0)
        #expect(story.look(50) == "wait errors unknown task brief role po role qa")
        story.attest(.go, "po", "qa", at: 60)
        story.attest(.noGo, "qa", at: 70)
        story.tick("brief", of: "a", 80)
        #expect(story.look(90, [.good("errors", at: 90)]) == "wait no-go qa")
        story.attest(.go, "qa", at: 100)
        #expect(story.look(110) == "wait errors unknown")
        #expect(story.look(110, [.good("errors", at: 110)]) == "pass gated→waiting")
        #expect(story.status.phase == key("b"))
        #expect(story.status.phaseSince == at(110))
        #expect(story.status.stepSince == nil)
    }

    @Test("words and ticks count in their own phase only")
    func ownPhase() throws {
        let task = PlanTask(key: key("brief"), text: "B")
        let both = ["a", "b"].map { name in
            phase(name) {
                $0.tasks = [task]
                $0.gate = Gate(roles: ["po"])
            }
        }
        var story = try Story(RolloutPlan(key: key("p"), name: "P", phases: both))
        _ = story.looks(0)
        story.attest(.go, "po", at: 0)
        story.tick("brief", of: "a", 0)
        _ = story.looks(0)
        #expect(story.status.phase == key("b"))
        #expect(story.look(0) == "wait task brief role po")
    }

    @Test("only the newest decision keeps its evidence")
    func evidence() throws {
        let first = phase("a") {
            $0.steps = [PlanStep("F", percent: 10), PlanStep("F", percent: 50)]
            $0.criteria = [Criterion("errors")]
        }
        var story = try Story(plan(first))
        _ = story.looks(0)
        _ = story.looks(200, [.good("errors", at: 200)])
        #expect(story.status.decisions.map(\.evidence.count) == [0, 0, 0, 0, 1])
        story.attest(.go, "po", at: 210)
        #expect(story.status.decisions.map(\.evidence.count) == [0, 0, 0, 0, 0, 0])
    }

    @Test("a step after another needs the criteria too, not only the decision before it")
    func stepAfterAdvance() throws {
        let first = phase("a") {
            $0.steps = [PlanStep("F", percent: 10), PlanStep("F", percent: 50)]
            $0.criteria = [Criterion("errors")]
        }
        var story = try Story(plan(first))
        _ = story.looks(0)
        #expect(story.look(100, [.good("errors", at: 100)]) == "advance holding→progressing")
        #expect(story.look(5000) == "wait errors unknown")
        var failed = story
        #expect(failed.look(5000, [.bad("errors", at: 5000)]) == "pause progressing→paused")
        #expect(story.look(5000, [.good("errors", at: 5000)]) == "step progressing→holding set F")
    }

    @Test("a clock that is behind the last decision moves nothing forward")
    func clockBehind() throws {
        let first = phase("a") { $0.steps = [PlanStep("F", percent: 10), PlanStep("F", percent: 50)] }
        var story = try Story(plan(first), startedAt: 1000)
        #expect(story.look(900) == "wait hold 1000")
        #expect(story.look(1000) == "begin waiting→progressing")
        #expect(story.look(10) == "wait hold 1000")
        #expect(story.look(1000) == "step progressing→holding set F")
    }

    @Test("a hold beyond the end of time never ends")
    func endlessHold() throws {
        let first = phase("a") { $0.steps = [PlanStep("F", percent: 10, hold: .max)] }
        var story = try Story(plan(first))
        _ = story.looks(0)
        guard case .wait(let reasons) = story.outcome(1_000_000_000), case .time(.hold, let until)? = reasons.first
        else {
            Issue.record("the hold ended")
            return
        }
        #expect(until.text == "9999-12-31T15:30:07Z")
    }

    @Test("baselines are frozen as a phase begins: a criterion's before its phase, a guard's before the first")
    func baselines() throws {
        var plan = plan(
            phase("a") { $0.criteria = [Criterion("errors", .delta), Criterion("plain")] },
            phase("b") {
                $0.start = .at(at(130))
                $0.criteria = [Criterion("errors", .delta)]
            })
        plan.guards = [
            .metric("g", .pause, compare: .relative), .metric("late", .pause, compare: .delta, phases: ["b"]),
            .metric("plain-guard", .pause),
        ]
        func measured(_ phase: String, _ value: Double) -> [Baseline] {
            let subjects: [MetricSubject] = [
                .criterion(key("plain")), .criterion(key("errors")), .criterion(key("errors")), .guard(key("late")),
                .guard(key("g")), .guard(key("plain-guard")), .guard(key("unknown")),
            ]
            return ["x", phase].flatMap { name in
                subjects.map {
                    Baseline(phase: key(name), subject: $0, value: value, samples: 1, from: at(0), to: at(1))
                }
            }
        }
        var story = try Story(plan)
        #expect(story.run.baselineSubjects == [.guard(key("g")), .guard(key("late")), .criterion(key("errors"))])
        #expect(story.look(0, baselines: measured("a", 1)) == "begin waiting→progressing")
        #expect(story.status.baselines.map(\.subject.text) == ["guard g", "guard late", "criterion errors"])
        let well = [
            MetricEvidence(
                subject: .criterion(key("errors")), metric: key("errors"), result: .successful, baseline: 1,
                windows: [.init(from: at(100), to: at(120), samples: 1, value: 1)]), .good("plain", at: 120),
        ]
        #expect(story.looks(120, well) == ["gate progressing→gated", "pass gated→waiting"])
        #expect(story.run.baselineSubjects == [.criterion(key("errors"))])
        #expect(story.look(130, baselines: measured("b", 2)) == "begin waiting→progressing")
        #expect(story.status.baselines.map { "\($0.phase) \($0.subject.text)" }.suffix(1) == ["b criterion errors"])
        #expect(story.run.judge(of: .guard(key("late")))?.baseline == 1)
        #expect(story.run.judge(of: .criterion(key("errors")))?.baseline == 2)
    }
}
