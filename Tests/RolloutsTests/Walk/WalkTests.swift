import Documents
import Evaluation
import FlagModel
import Rollouts
import TestSupport
import Testing

/// What holds of every move of every run, whatever the plan, the evidence and the people.
@Suite("Random walks of runs")
struct WalkTests {
    private static let turns = 90

    @Test(arguments: 0..<300)
    func `every move keeps the promises of the machine`(seed: Int) throws {
        var walk = try #require(Walk(seed: seed))
        try expectRoundTrip(walk.plan)
        for _ in 0..<Self.turns {
            let before = walk
            let move: Move
            switch walk.turn() {
            case .look(let look, let outcome):
                #expect(walk.run.next(look) == outcome, "deciding twice gives the same")
                guard case .move(let decided) = outcome else { continue }
                move = decided
                expectReasons(of: move, walk.run, look)
                let after = walk.run.replay(
                    to: move.status, planHash: look.planHash, checks: look.checks, drifted: look.drifted)
                #expect(after == move, "\(move.text) is not replayed")
                expectRecognised(move, as: .decided(move), walk, look)
            case .act(let act):
                move = act
                let isOver = !walk.status.state.isActive
                let change = recognised(move, walk, Look(now: move.decision.at, planHash: walk.currentHash))
                #expect((change == nil) == isOver, "\(move.text) in \(walk.status.state)")
                if isOver { continue }
            }
            expectNeverUp(move, before.status)
            do {
                try walk.make(move)
                try expectFlags(move, from: before.world, to: walk.world)
            } catch is CannotKeep {
                try walk.fallBack(move)
            }
            try expectRoundTrip(walk.status)
        }
    }

    @Test("walks come to every kind of decision and every state")
    func reach() throws {
        var kinds: Set<Decision.Kind> = []
        var states: Set<RolloutState> = []
        for seed in 0..<300 {
            var walk = try #require(Walk(seed: seed))
            for _ in 0..<Self.turns {
                let move: Move
                switch walk.turn() {
                case .look(_, .move(let decided)): move = decided
                case .act(let act) where walk.status.state.isActive: move = act
                case .look, .act: continue
                }
                kinds.insert(move.decision.kind)
                states.insert(move.decision.to)
                do { try walk.make(move) } catch { try walk.fallBack(move) }
            }
        }
        #expect(kinds == Set(Decision.Kind.allCases).subtracting([.start]))
        #expect(states == Set(RolloutState.allCases))
    }

    // MARK: Promises

    /// The conditions of a decision, written without the machine.
    private func expectReasons(of move: Move, _ run: Rollout, _ look: Look) {
        let (status, kind) = (run.status, move.decision.kind)
        #expect(status.state.isActive, "a run that is over never moves")
        let good = run.phase?.criteria.allSatisfy {
            look.evidence(for: .criterion($0.key))?.result == .successful
        }
        func isDone(_ task: PlanTask) -> Bool {
            let tick = status.tasks.last { $0.phase == status.phase && $0.task == task.key }
            return switch task.check {
            case .phase(let phase): status.passed.contains(phase)
            case .flag, .message: look.checks.contains { task.check == $0 }
            case nil: tick?.isDone ?? task.isDone
            }
        }
        func held(_ duration: ISODuration?) -> Bool {
            guard let since = status.stepSince else { return false }
            return look.now.unixSeconds >= since.unixSeconds + (duration?.seconds ?? 0)
        }
        switch kind {
        case .begin:
            #expect(run.phase?.prerequisites.allSatisfy { $0.isOptional || isDone($0) } == true)
        case .step:
            #expect(status.steps == 0 || good == true)
            #expect(run.phase.map { move.effect == .assign($0.steps[status.steps].set) } == true)
            if status.steps > 0 {
                #expect(status.decisions.contains { $0.kind == .advance && $0.phase == status.phase })
            }
            let index = run.plan.phases.firstIndex { $0.key == status.phase } ?? 0
            #expect(run.plan.phases[..<index].allSatisfy { status.passed.contains($0.key) })
        case .advance:
            #expect(good == true)
            #expect(held(run.phase?.steps[status.steps - 1].hold))
        case .gate:
            if status.steps > 0 { #expect(held(run.phase?.steps[status.steps - 1].hold)) }
            #expect(status.steps == run.phase?.steps.count)
        case .pass, .succeed:
            #expect(good == true)
            #expect(held(run.phase?.gate.hold))
            #expect(run.phase?.tasks.allSatisfy { $0.isOptional || isDone($0) } == true)
            for role in run.phase?.gate.roles ?? [] {
                let word = status.attestations.last { $0.phase == status.phase && $0.role == role }
                #expect(word?.verdict == .go)
            }
        case .rollback:
            let failed = look.evidence.contains { $0.result == .failed }
            #expect(failed || !status.incidents.isEmpty, "no data never rolls back")
        case .rung: #expect(status.state == .rollingBack)
        case .pause: #expect(status.state != .paused)
        case .start, .resume, .stop, .attest, .report, .task, .incident:
            Issue.record("the machine does not \(kind.rawValue)")
        }
    }

    /// Only a step of the plan sets flags, and never of a paused run.
    private func expectNeverUp(_ move: Move, _ before: RolloutStatus) {
        switch move.effect {
        case .assign:
            #expect(move.decision.kind == .step)
            #expect(before.state == .progressing)
        case .lower: #expect(move.decision.kind == .rollback || move.decision.kind == .rung)
        case .none: #expect(![.step, .rung, .rollback].contains(move.decision.kind))
        }
    }

    /// Whatever lowers turns people off and does nothing else; nothing changes that the move does not name.
    private func expectFlags(_ move: Move, from before: World, to after: World) throws {
        for flag in before.flags.map(\.key) {
            let old = try #require(before.version(flag))
            let new = try #require(after.version(flag))
            switch move.effect {
            case .none: #expect(old == new)
            case .assign(let list): #expect(old == new || list.contains { $0.flag == flag })
            case .lower(_, .keep): break
            case .lower(let flags, let lowering):
                #expect(old == new || flags.contains(flag))
                expectOnlyOff(from: old, to: new)
                if flags.contains(flag), lowering == .off { #expect(!new.state.enabled) }
            }
        }
    }

    private func recognised(_ move: Move, _ walk: Walk, _ look: Look) -> StatusChange? {
        StatusChange(
            from: walk.status, to: move.status, plan: walk.plan, planHash: look.planHash, checks: look.checks,
            drifted: look.drifted)
    }

    private func expectRecognised(_ move: Move, as change: StatusChange, _ walk: Walk, _ look: Look) {
        #expect(recognised(move, walk, look) == change, "\(move.text) is not recognised")
    }

    private func expectRoundTrip(_ status: RolloutStatus) throws {
        var findings: [Finding] = []
        let path = "environments/e/rollouts/p/status.json"
        let text = CanonicalJSON.compact(status.json)
        let document = try JSONDocument(parsing: Array(text.utf8))
        #expect(RolloutStatus.decode(document, at: path, into: &findings) == status)
        #expect(findings.isEmpty)
    }

    private func expectRoundTrip(_ plan: RolloutPlan) throws {
        var findings: [Finding] = []
        let path = "environments/e/rollouts/p/plan.json"
        let document = try JSONDocument(parsing: Array(CanonicalJSON.compact(plan.json).utf8))
        #expect(RolloutPlan.decode(document, at: path, into: &findings) == plan)
        #expect(findings.isEmpty)
    }
}
