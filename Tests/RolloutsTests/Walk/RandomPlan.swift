import FlagModel
import Rollouts
import TestSupport

/// Makes small plans whose every part follows from a seed.
struct RandomPlan {
    var random: SplitMix64

    init(seed: Int) { random = SplitMix64(seed: seed) }

    mutating func plan() -> RolloutPlan {
        let names = ["a", "b", "c"].prefix(1 + random.upTo(3))
        var phases: [Phase] = []
        for name in names { phases.append(phase(name, after: phases.last?.key)) }
        return RolloutPlan(
            key: key("p"), name: "P", phases: phases,
            guards: (0..<random.upTo(4)).map { guarded("g\($0)", phases.map(\.key)) })
    }

    private mutating func phase(_ name: String, after before: PhaseKey?) -> Phase {
        var phase = Phase(key: key(name), name: "Phase \(name)")
        switch random.upTo(6) {
        case 0: phase.start = .at(at(random.upTo(500)))
        case 1: phase.start = .delay(ISODuration(seconds: random.upTo(300)))
        default: break
        }
        if random.chance(30) { phase.prerequisites.append(task("first-\(name)", check: before)) }
        if random.chance(30) { phase.tasks.append(task("then-\(name)", check: nil)) }
        let flags = ["F", "G", "M"]
        phase.steps = (0..<random.upTo(4)).map { _ in
            PlanStep(
                set: (0..<(1 + random.upTo(2))).map { _ in assignment(random.pick(flags)) },
                hold: random.chance(80) ? ISODuration(seconds: random.upTo(120)) : nil)
        }
        phase.criteria = (0..<random.upTo(3)).map { Criterion("c\($0)", comparison()) }
        if random.chance(40) { phase.gate.roles = random.chance(50) ? ["po"] : ["po", "qa"] }
        if random.chance(40) { phase.gate.hold = ISODuration(seconds: random.upTo(200)) }
        if random.chance(50) { phase.rollback = strategy() }
        return phase
    }

    private mutating func comparison() -> BaselineComparison {
        random.chance(60) ? .absolute : random.pick([.delta, .relative])
    }

    private mutating func task(_ name: String, check phase: PhaseKey?) -> PlanTask {
        let checks: [TaskCheck] = [.flag(key("F"), key("on"))] + (phase.map { [.phase($0)] } ?? [])
        return PlanTask(
            key: key(name), text: "The task \(name)", isDone: random.chance(30), isOptional: random.chance(20),
            check: random.chance(30) ? random.pick(checks) : nil)
    }

    private mutating func assignment(_ flag: String) -> Assignment {
        let variant = flag == "M" ? random.pick(["on", "more"]) : "on"
        let serve = Serve.share(random.upTo(21) * 5, of: variant)
        let cohort = random.pick(World.cohorts)
        let row: Assignment.Row = random.pick([.fallthrough(serve), .rule(cohort, serve), .removed(cohort)])
        return Assignment(flag: key(flag), enabled: random.chance(70) ? true : nil, row: row)
    }

    private mutating func guarded(_ name: String, _ phases: [PhaseKey]) -> Guard {
        let action: Guard.Action = random.chance(35) ? .pause : .rollBack(strategy())
        var guarded =
            random.chance(65)
            ? Guard.metric(name, action, compare: comparison()) : Guard.reported(name, action)
        guarded.phases = phases.filter { _ in random.chance(25) }
        return guarded
    }

    mutating func strategy() -> RollbackStrategy {
        let scope: RollbackStrategy.Scope = random.chance(70) ? .phase : .plan
        switch random.upTo(4) {
        case 0: return RollbackStrategy(.immediate, scope: scope)
        case 1: return RollbackStrategy(.partial(keep: [random.pick(World.cohorts)]), scope: scope)
        default:
            let ladder = [75_000, 50_000, 25_000, 12_500].filter { _ in random.chance(50) } + [0]
            return RollbackStrategy(
                .gradual(ladder: ladder, every: ISODuration(seconds: random.upTo(100))), scope: scope)
        }
    }
}
