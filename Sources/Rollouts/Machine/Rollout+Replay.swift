public import FlagModel

extension Rollout {
    /// Decides again on the evidence that a decision kept, and says whether it comes to the same.
    ///
    /// - Parameters:
    ///   - after: the status with the decision in it.
    ///   - checks: the checks of flags that held before it.
    ///   - drifted: the flags that were not as the run's steps left them.
    ///   - planHash: the digest of the plan as it was.
    ///   - contents: the plan's flags as they are once the next step is made.
    ///   - momentary: the metrics whose sources know the moment only; nothing where that is not known.
    public func replay(
        to after: RolloutStatus, planHash: String, checks: Set<TaskCheck>, drifted: [FlagKey],
        contents: [FlagContent] = [], momentary: Set<MetricKey>? = nil
    ) -> Move? {
        guard let decision = after.decisions.last, !decision.kind.isAct else { return nil }
        let look = Look(
            now: decision.at, planHash: planHash, evidence: judgedAgain(decision.evidence, momentary, at: decision.at),
            baselines: after.baselines, checks: checks, drifted: drifted, contents: contents)
        guard case .move(let move) = next(look, by: decision.by), move.status == after else { return nil }
        return move
    }

    /// Evidence with results that follow from its windows, without what this run cannot have measured.
    private func judgedAgain(
        _ evidence: [MetricEvidence], _ momentary: Set<MetricKey>?, at now: Timestamp
    ) -> [MetricEvidence] {
        evidence.compactMap { kept in
            guard let judge = judge(of: kept.subject) else { return nil }
            var again = kept
            again.metric = judge.test.metric
            again.baseline = judge.baseline
            if kept.result == .error { return kept.windows.isEmpty ? again : nil }
            guard kept.windows.allSatisfy({ $0.to <= now }) else { return nil }
            let isMomentary = !kept.windows.isEmpty && kept.windows.allSatisfy { $0.from == $0.to }
            if isMomentary, let momentary, !momentary.contains(judge.test.metric) { return nil }
            let since = since(kept.subject, judge.test)
            guard isMomentary || kept.windows.allSatisfy({ $0.isFull(of: judge.test) && $0.from >= since }) else {
                return nil
            }
            again.result = judge.result(of: kept.windows, at: now, isMomentary: isMomentary).result
            return again
        }
    }

    /// The moment from which a guard or criterion is measured.
    private func since(_ subject: MetricSubject, _ test: MetricTest) -> Timestamp {
        switch subject {
        case .guard: guardedSince(window: test.window)
        case .criterion: measuredSince
        }
    }

    /// How a guard or criterion of the current phase is judged.
    public func judge(of subject: MetricSubject) -> SeriesJudge? {
        switch subject {
        case .guard(let key):
            guard case .metric(let test, let failure) = plan.guard(key)?.trigger else { return nil }
            let baseline = status.baselines.first { $0.subject == subject }?.value
            return SeriesJudge(test: test, success: nil, failure: failure, baseline: baseline)
        case .criterion(let key):
            guard let criterion = phase?.criteria.first(where: { $0.key == key }) else { return nil }
            let baseline = status.baselines.last { $0.phase == status.phase && $0.subject == subject }?.value
            return SeriesJudge(
                test: criterion.test, success: criterion.success, failure: criterion.failure, baseline: baseline)
        }
    }

    /// What has to be measured before the current phase begins, because it is compared: the phase's criteria, and the
    /// guards that no earlier phase has a baseline of.
    public var baselineSubjects: [MetricSubject] {
        let guards = plan.guards.compactMap { found -> MetricSubject? in
            let subject = MetricSubject.guard(found.key)
            guard case .metric(let test, _) = found.trigger, test.comparison != .absolute,
                !status.baselines.contains(where: { $0.subject == subject && $0.phase != status.phase })
            else { return nil }
            return subject
        }
        return guards
            + (phase?.criteria ?? []).filter { $0.test.comparison != .absolute }.map { .criterion($0.key) }
    }

    /// What has to be measured now: guards on duty and the criteria of a phase that is under way.
    public var subjects: [MetricSubject] {
        guard status.state.isActive else { return [] }
        let guards = guardsOnDuty.compactMap { found -> MetricSubject? in
            if case .metric = found.trigger { .guard(found.key) } else { nil }
        }
        guard status.state != .waiting, status.state != .rollingBack else { return guards }
        return guards + (phase?.criteria.map { .criterion($0.key) } ?? [])
    }
}

extension MetricEvidence.Window {
    /// Whether a test can have made it.
    fileprivate func isFull(of test: MetricTest) -> Bool {
        from.advanced(by: test.window) == to && samples >= test.minSamples
    }
}
