import FlagModel
import Rollouts
import TestSupport

/// A random walk of a run: random looks and acts at random times, with the flags that they change.
struct Walk {
    /// What was done at one moment.
    enum Turn {
        /// The run was looked at.
        case look(Look, Rollout.Outcome)
        /// Somebody did something.
        case act(Move)
    }

    private(set) var random: SplitMix64
    private(set) var plan: RolloutPlan
    private(set) var status: RolloutStatus
    private(set) var world: World
    private var time = 0
    private var planHash = "sha256:0"

    init?(seed: Int) {
        var plans = RandomPlan(seed: seed)
        plan = plans.plan()
        random = plans.random
        world = World(&random)
        let approval = RunApproval(policyVersion: 1, at: at(0), by: [])
        guard
            let status = RolloutStatus.starting(plan, run: "01K", planHash: planHash, act(0), approval: approval)
        else { return nil }
        self.status = status
    }

    var run: Rollout { Rollout(plan: plan, status: status) }

    /// The digest of the plan as it is now.
    var currentHash: String { planHash }

    /// Chooses what comes next, without doing it.
    mutating func turn() -> Turn {
        time += random.chance(40) ? 0 : random.upTo(90)
        if random.chance(25), let move = people() { return .act(move) }
        let look = look()
        return .look(look, run.next(look))
    }

    /// Does it.
    mutating func make(_ move: Move) throws(CannotKeep) {
        try world.apply(move.effect)
        status = move.status
    }

    /// The flags are lowered in another way, where a cohort cannot be kept.
    mutating func fallBack(_ move: Move) throws(CannotKeep) {
        guard case .lower(let flags, _) = move.effect else { return }
        try world.apply(.lower(flags, .off))
        status = move.status
    }

    // MARK: Looks

    private mutating func look() -> Look {
        if random.chance(2) { planHash = "sha256:\(time)" }
        var look = Look(now: at(time), planHash: planHash)
        look.evidence = run.subjects.compactMap { random.chance(90) ? evidence($0) : nil }
        look.baselines = run.baselineSubjects.compactMap { subject in
            guard random.chance(90) else { return nil }
            return Baseline(
                phase: status.phase, subject: subject, value: random.chance(90) ? Double(random.upTo(3)) : nil,
                samples: 1, from: at(time - 100), to: at(time))
        }
        if random.chance(70) { look.checks = [.flag(key("F"), key("on"))] }
        if random.chance(3) { look.drifted = [key("F")] }
        return look
    }

    /// What a series of random samples is judged to be; most of it good, so that runs come along.
    private mutating func evidence(_ subject: MetricSubject) -> MetricEvidence? {
        guard let judge = run.judge(of: subject) else { return nil }
        let from: Timestamp
        switch subject {
        case .guard: from = run.guardedSince(window: judge.test.window)
        case .criterion: from = run.measuredSince
        }
        let source = MetricSource(key: key("prometheus"), kind: .prometheus, url: "http://localhost")
        let request = MeasurementRequest(
            source: source, query: .prometheus("up"), from: from, to: at(time), step: 5, probes: 1)
        return judge.evidence(of: observation(request), for: subject, request: request)
    }

    private mutating func observation(_ request: MeasurementRequest) -> Observation {
        switch random.upTo(20) {
        case 0: return .noData("nothing there")
        case 1: return .failed("no answer")
        default: break
        }
        let value: Double =
            switch random.upTo(24) {
            case 0, 1: 3
            case 2: .nan
            case 3: 1000
            default: 0.2
            }
        let (from, to) = (request.from.unixSeconds, request.to.unixSeconds)
        return .samples(
            stride(from: max(from, to - 200), through: to, by: 5).map {
                Sample(time: Timestamp(unixSeconds: $0), value: value)
            })
    }

    // MARK: Acts

    private mutating func people() -> Move? {
        let act = act(time, note: random.chance(30) ? "because" : nil)
        switch random.upTo(40) {
        case 0...9: return task().map { run.ticking($0.task, of: $0.phase, done: random.chance(80), act) }
        case 10...19:
            let roles = random.chance(50) ? ["po"] : ["po", "qa"]
            return run.attesting(random.chance(80) ? .go : .noGo, for: roles, act)
        case 20...22: return run.reporting(Double(random.upTo(10)) / 4, of: key("c0"), act)
        case 23...26:
            let reported = plan.guards.filter { if case .report = $0.trigger { true } else { false } }
            return reported.isEmpty ? nil : run.reportingIncident(to: random.pick(reported).key, act)
        case 27...29: return status.state == .paused ? nil : run.pausing(act)
        case 30...38 where status.state == .paused:
            let approval = RunApproval(policyVersion: 2, at: at(time), by: [])
            return run.resuming(act, planHash: planHash, approval: approval)
        case 38: return random.chance(30) ? run.stopping(act) : nil
        case 39:
            var plans = RandomPlan(seed: random.upTo(1_000_000))
            return run.rollingBack(plans.strategy(), cause: "enough", at: act.at, by: act.by)
        default: return nil
        }
    }

    private mutating func task() -> (phase: PhaseKey, task: TaskKey)? {
        let all = plan.phases.flatMap { phase in (phase.prerequisites + phase.tasks).map { (phase.key, $0.key) } }
        return all.isEmpty ? nil : random.pick(all)
    }
}
