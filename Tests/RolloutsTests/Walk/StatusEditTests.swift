import FlagModel
import Rollouts
import TestSupport
import Testing

@Suite("Edits of statuses")
struct StatusEditTests {
    @Test(arguments: 0..<80)
    func `no single edit of a move is taken for one`(seed: Int) throws {
        var walk = try #require(Walk(seed: seed))
        let edits = StatusEdit.all
        for _ in 0..<70 {
            let before = walk.status
            let plan = walk.plan
            let move: Move
            var look = Look(now: at(0), planHash: "")
            switch walk.turn() {
            case .look(let seen, .move(let decided)): (look, move) = (seen, decided)
            case .act(let act) where before.state.isActive: move = act
            case .look, .act: continue
            }
            let planHash = look.planHash.isEmpty ? walk.currentHash : look.planHash
            let decision = move.decision
            for edit in edits where !edit.isTrue(decision) {
                var edited = move.status
                edit.edit(&edited)
                guard edited != move.status else { continue }
                let change = StatusChange(
                    from: before, to: edited, plan: plan, planHash: planHash, checks: look.checks, drifted: look.drifted
                )
                #expect(change == nil, "\(edit.name) after \(move.text)")
            }
            do { try walk.make(move) } catch { try walk.fallBack(move) }
        }
    }

    @Test("no single edit of a start is taken for one, but of what its commit proves")
    func start() throws {
        let walk = try #require(Walk(seed: 1))
        let names: Set = ["run", "planHash", "approval", "policy"]
        func change(_ status: RolloutStatus, after before: RolloutStatus? = nil) -> StatusChange? {
            StatusChange(from: before, to: status, plan: walk.plan, planHash: "sha256:0", checks: [], drifted: [])
        }
        #expect(change(walk.status) == .started)
        for edit in StatusEdit.all where !names.contains(edit.name) || edit.name == "planHash" {
            var edited = walk.status
            edit.edit(&edited)
            // The reason and the time of a start stand in its only decision.
            guard edited != walk.status, edit.name != "why", edit.name != "why it began" else { continue }
            #expect(change(edited) == nil, "\(edit.name)")
        }
        var next = walk.status
        next.run = "01Z"
        #expect(change(next, after: walk.status) == nil, "a run is not replaced while it is active")
        var over = walk.status
        over.state = .stopped
        #expect(change(next, after: over) == .started)
        #expect(change(walk.status, after: over) == nil, "nor begins again under its name")
    }

    @Test("the watcher does nothing that people do")
    func watcherActs() throws {
        var story = try Story(
            RolloutPlan(
                key: key("p"), name: "P",
                phases: [
                    Phase(
                        key: key("a"), name: "A", tasks: [PlanTask(key: key("t"), text: "T")],
                        steps: [PlanStep("F", percent: 10)])
                ], guards: [.reported("i", .pause), .metric("m", .pause)]))
        _ = story.looks(0)
        let watch = Act(by: Decision.automation, at: at(10))
        let run = story.run
        let moves = [
            run.ticking(key("t"), of: key("a"), done: true, watch), run.attesting(.go, for: ["po"], watch),
            run.reporting(1, of: key("x"), watch), run.reportingIncident(to: key("i"), watch), run.pausing(watch),
            run.stopping(watch), run.rollingBack(.immediate, cause: "so", at: at(10), by: Decision.automation),
        ]
        for move in moves { #expect(!story.recognises(move), "\(move.text)") }
        let unknown = [
            run.ticking(key("other"), of: key("a"), done: true, act(10)), run.attesting(.go, for: [], act(10)),
            run.reportingIncident(to: key("m"), act(10)), run.reportingIncident(to: key("other"), act(10)),
        ]
        for move in unknown { #expect(!story.recognises(move), "\(move.text)") }
        #expect(
            StatusChange(
                from: nil,
                to: try #require(
                    RolloutStatus.starting(
                        story.plan, run: "01K", planHash: Story.planHash, watch,
                        approval: RunApproval(policyVersion: 1, at: at(0), by: []))),
                plan: story.plan, planHash: Story.planHash, checks: [], drifted: []) == nil)
    }

    @Test("two moves at once are none")
    func twoAtOnce() throws {
        var story = try Story(
            RolloutPlan(
                key: key("p"), name: "P", phases: [Phase(key: key("a"), name: "A", steps: [PlanStep("F", percent: 10)])]
            ))
        let start = story.status
        _ = story.looks(0)
        #expect(story.status.decisions.count == 3)
        #expect(
            StatusChange(
                from: start, to: story.status, plan: story.plan, planHash: Story.planHash, checks: [], drifted: [])
                == nil)
    }
}
