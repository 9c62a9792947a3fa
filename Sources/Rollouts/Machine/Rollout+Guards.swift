public import FlagModel

extension Rollout {
    /// The guards that are on duty: those about the current phase; metrics are watched once the run has set anything.
    public var guardsOnDuty: [Guard] {
        guard status.state.isActive else { return [] }
        let hasSet = !flags(in: .plan).isEmpty
        return plan.guards.filter { $0.isAbout(status.phase) && (hasSet || $0.isReported) }
    }

    /// The moment from which the criteria of a phase are measured: its beginning, or the last resumption.
    public var measuredSince: Timestamp {
        max(status.phaseSince, status.decisions.last { $0.kind == .resume }?.at ?? status.phaseSince)
    }

    /// The moment from which a guard is measured: a window before the phase, so that no phase begins unguarded, but not
    /// before the run's first step or the last resumption.
    public func guardedSince(window: Int) -> Timestamp {
        let first = status.decisions.first { $0.kind == .step }?.at ?? status.phaseSince
        let resumed = status.decisions.last { $0.kind == .resume }?.at ?? first
        return max(status.phaseSince.advanced(by: -window), max(first, resumed))
    }

    /// The flags that a strategy is about: those that the phase has set, or else the newest phase that set any.
    ///
    /// Where the plan has lost a phase that made steps, nobody knows any more what it set: then it is every flag.
    public func flags(in scope: RollbackStrategy.Scope) -> [FlagKey] {
        let made = stepsMade
        let isLost = phase == nil && status.steps > 0
        guard scope == .phase, !isLost else { return Set(made.flatMap(\.flags)).sorted() }
        return Set(made.last?.flags ?? []).sorted()
    }

    /// The phases that made steps, with what they set.
    private var stepsMade: [(phase: PhaseKey, flags: [FlagKey])] {
        plan.phases.compactMap { phase in
            let count =
                phase.key == status.phase ? status.steps : status.passed.contains(phase.key) ? phase.steps.count : 0
            let flags = phase.steps.prefix(count).flatMap(\.set).map(\.flag)
            return flags.isEmpty ? nil : (phase.key, flags)
        }
    }

    /// What a guard that was set off does; the strongest answer of several wins.
    func guardMove(_ look: Look, by author: String) -> Move? {
        let fired = guardsOnDuty.compactMap { found in
            cause(found, look).map { (guard: found, cause: $0, strength: found.action.strength) }
        }
        guard let worst = fired.max(by: { $0.strength < $1.strength }) else { return nil }
        let evidence = fired.compactMap { look.evidence(for: .guard($0.guard.key)) }
        if case .rollBack(let strategy) = worst.guard.action, !flags(in: strategy.scope).isEmpty {
            // Who is on the way down already only goes down faster.
            if status.rollback != nil, worst.strength < 3 { return nil }
            return rollingBack(strategy, cause: worst.cause, at: look.now, by: author, evidence: evidence)
        }
        guard status.state != .paused, status.state != .rollingBack else { return nil }
        // A pause would keep what a criterion takes away.
        if look.planHash == status.planHash, let phase, let move = failedCriterion(phase, look, by: author),
            move.decision.kind == .rollback
        {
            return move
        }
        return pausing(worst.cause, look, by: author, evidence: evidence)
    }

    /// Why a guard was set off; nil where it was not.
    private func cause(_ found: Guard, _ look: Look) -> String? {
        switch found.trigger {
        case .metric:
            guard look.evidence(for: .guard(found.key))?.result == .failed else { return nil }
            return "guard \(found.key): \(found.title)"
        case .report:
            return newIncidents.last { $0.guard == found.key }.map {
                "guard \(found.key): \($0.act.note ?? found.title)"
            }
        }
    }

    /// The incidents that nothing was done about yet: each sets a guard off once, and resuming answers them all.
    ///
    /// By the order of decisions, because several can be of one second.
    private var newIncidents: ArraySlice<Incident> {
        let answer = status.decisions.lastIndex { $0.kind == .resume || $0.kind == .rollback }
        let answered = answer.map { status.decisions[..<$0].count { $0.kind == .incident } } ?? 0
        return status.incidents.dropFirst(answered)
    }

    /// What the phase does about a criterion that failed.
    func failedCriterion(_ phase: Phase, _ look: Look, by author: String) -> Move? {
        switch status.state {
        case .holding, .gated: break
        case .progressing where status.steps > 0: break
        default: return nil
        }
        let failed = phase.criteria.compactMap { criterion -> (Criterion, MetricEvidence)? in
            guard let evidence = look.evidence(for: .criterion(criterion.key)), evidence.result == .failed else {
                return nil
            }
            return (criterion, evidence)
        }
        guard let (criterion, _) = failed.first else { return nil }
        let cause = "criterion \(criterion.key): \(criterion.title)"
        guard let strategy = phase.rollback, !flags(in: strategy.scope).isEmpty else {
            return pausing(cause, look, by: author, evidence: failed.map(\.1))
        }
        return rollingBack(strategy, cause: cause, at: look.now, by: author, evidence: failed.map(\.1))
    }

    /// The beginning of a rollback, which is all of it where it goes down in one commit.
    public func rollingBack(
        _ strategy: RollbackStrategy, cause: String, at now: Timestamp, by author: String,
        evidence: [MetricEvidence] = []
    ) -> Move {
        // What is on its way down already does not stay half-way.
        let flags = Set(flags(in: strategy.scope) + (status.rollback?.flags ?? [])).sorted()
        let running = RunningRollback(strategy: strategy, flags: flags, rungs: 1, cause: cause)
        let lowering: Reduction
        var isDone = true
        switch strategy.path {
        case .immediate: lowering = .off
        case .partial(let keep): lowering = .keep(keep)
        case .gradual(let ladder, _):
            let first = ladder.first ?? 0
            lowering = first == 0 ? .off : .cap(first)
            isDone = first == 0
        }
        return move(
            .rollback, to: isDone ? .rolledBack : .rollingBack, at: now, by: author, why: cause, evidence: evidence,
            effect: .lower(flags, lowering)
        ) { next in
            next.rollback = running
            next.pause = nil
        }
    }

    /// The next rung of a ladder, when its time has come.
    func rung(_ look: Look, by author: String) -> Outcome {
        guard let running = status.rollback, case .gradual(let ladder, let every) = running.strategy.path else {
            return .wait([])
        }
        let due = status.decisions.last { $0.kind == .rung || $0.kind == .rollback }?.at ?? status.since
        let end = due.advanced(by: every.seconds)
        if look.now < end { return .wait([.time(.rung, until: end)]) }
        let height = running.rungs < ladder.count ? ladder[running.rungs] : 0
        return .move(
            move(
                .rung, to: height == 0 ? .rolledBack : .rollingBack, at: look.now, by: author,
                why: "down to \(Thousandths.text(height))%: \(running.cause)",
                effect: .lower(running.flags, height == 0 ? .off : .cap(height))
            ) { $0.rollback?.rungs += 1 })
    }
}

extension Guard {
    /// Whether people set it off.
    fileprivate var isReported: Bool {
        if case .report = trigger { true } else { false }
    }
}

extension Guard.Action {
    /// How much an action takes away, for comparison.
    fileprivate var strength: Int {
        switch self {
        case .pause: 0
        case .rollBack(let strategy):
            switch strategy.path {
            case .gradual: 1
            case .partial: 2
            case .immediate: 3
            }
        }
    }
}
