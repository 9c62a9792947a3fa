public import FlagModel

/// What one version of a status made of another, as far as the machine and people can have made it.
public enum StatusChange: Sendable, Hashable {
    /// A run was started.
    case started
    /// A run goes on, with the plan as it is now.
    case resumed
    /// Somebody ticked, attested, reported or stopped.
    case acted(Decision.Kind)
    /// The machine decided on the evidence that the status keeps; or somebody took exposure down, or paused.
    case decided(Move)

    /// Recognises a change; nil for one that neither the machine nor a verb makes.
    ///
    /// - Parameters:
    ///   - before: the status before; nil where there was none.
    ///   - after: the status after.
    ///   - plan: the plan, which is the same before and after.
    ///   - planHash: its digest.
    ///   - checks: the checks of flags that held before.
    ///   - drifted: the flags that were not as the run's steps had left them.
    ///   - contents: the plan's flags as they are once the next step is made.
    ///   - momentary: the metrics whose sources know the moment only; nothing where that is not known.
    public init?(
        from before: RolloutStatus?, to after: RolloutStatus, plan: RolloutPlan, planHash: String,
        checks: Set<TaskCheck>, drifted: [FlagKey], contents: [FlagContent] = [], momentary: Set<MetricKey>? = nil
    ) {
        guard let decision = after.decisions.last else { return nil }
        let act = Act(by: decision.by, at: decision.at, note: decision.why)
        guard let before, before.run == after.run else {
            guard before?.state.isActive != true, decision.kind == .start, decision.by != Decision.automation,
                Self.isStart(after, of: plan, planHash: planHash, act)
            else { return nil }
            self = .started
            return
        }
        let run = Rollout(plan: plan, status: before)
        let again = run.replay(
            to: after, planHash: planHash, checks: checks, drifted: drifted, contents: contents, momentary: momentary)
        if let move = again {
            self = .decided(move)
            return
        }
        guard let move = Self.act(decision, after, run, planHash) else { return nil }
        guard move.status == after else { return nil }
        switch decision.kind {
        case .resume:
            guard after.approval.at == decision.at else { return nil }
            self = .resumed
        case .pause, .rollback: self = .decided(move)
        default: self = .acted(decision.kind)
        }
    }

    private static func isStart(
        _ after: RolloutStatus, of plan: RolloutPlan, planHash: String, _ act: Act
    ) -> Bool {
        after.approval.at == act.at
            && RolloutStatus.starting(
                plan, run: after.run, planHash: planHash, act, approval: after.approval, contents: after.contents)
                == after
    }

    private static func resuming(
        _ run: Rollout, _ act: Act, _ planHash: String, _ after: RolloutStatus
    ) -> Move {
        run.resuming(act, planHash: planHash, approval: after.approval, contents: after.contents)
    }

    /// Whether it reports what the plan measures success by, some of which is known only when the run is over.
    private static func isLate(_ decision: Decision, _ after: RolloutStatus, _ run: Rollout) -> Bool {
        decision.kind == .report && run.plan.measures.contains { $0.metric == after.reports.last?.metric }
    }

    /// The same act made again, from what the status says of it.
    private static func act(
        _ decision: Decision, _ after: RolloutStatus, _ run: Rollout, _ planHash: String
    ) -> Move? {
        guard run.status.state.isActive || isLate(decision, after, run), decision.by != Decision.automation else {
            return nil
        }
        let isPaused = run.status.state == .paused
        let act = Act(by: decision.by, at: decision.at, note: decision.why)
        switch decision.kind {
        case .task:
            guard let last = after.tasks.last, run.plan.phase(last.phase)?.task(last.task) != nil else { return nil }
            return run.ticking(last.task, of: last.phase, done: last.isDone, last.act)
        case .attest:
            let roles = after.attestations.dropFirst(run.status.attestations.count).map(\.role)
            guard let last = after.attestations.last, !roles.isEmpty else { return nil }
            return run.attesting(last.verdict, for: roles, last.act)
        case .report: return after.reports.last.map { run.reporting($0.value, of: $0.metric, $0.act) }
        case .incident:
            guard let last = after.incidents.last, case .report = run.plan.guard(last.guard)?.trigger else {
                return nil
            }
            return run.reportingIncident(to: last.guard, last.act)
        case .pause: return isPaused ? nil : run.pausing(act)
        case .resume: return isPaused ? resuming(run, act, planHash, after) : nil
        case .stop: return run.stopping(act)
        case .rollback:
            return after.rollback.map {
                run.rollingBack($0.strategy, cause: $0.cause, at: decision.at, by: decision.by)
            }
        case .start, .begin, .step, .advance, .gate, .pass, .succeed, .rung: return nil
        }
    }
}
