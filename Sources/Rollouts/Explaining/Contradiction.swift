import Documents
public import FlagModel

/// Something in a status that does not follow from the status before it.
public enum Contradiction: Sendable, Hashable {
    /// The plan has no such guard, or its phase no such criterion.
    case unknownSubject(MetricSubject)
    /// The windows that are kept come to another result.
    case result(MetricSubject, kept: MetricEvidence.Result, again: MetricEvidence.Result)
    /// Another baseline than the one that was frozen.
    case baseline(MetricSubject, kept: Double?, frozen: Double?)
    /// The machine waits.
    case waits([Waiting])
    /// The machine decides something else.
    case decides(Decision)
    /// The machine decides this, but these members of the status are not what it writes.
    case members([String])
    /// No verb makes such a change, or not of that status.
    case noVerb(Decision.Kind)
}

extension Rollout {
    /// What in a status that ``StatusChange`` does not recognise contradicts this one; empty where nothing single does.
    ///
    /// - Parameters:
    ///   - after: the status with the decision in it.
    ///   - planHash: the digest of the plan as it was.
    ///   - checks: the checks of flags that held before it.
    ///   - drifted: the flags that were not as the run's steps left them.
    ///   - contents: the plan's flags as they are once the next step is made.
    public func contradictions(
        in after: RolloutStatus, planHash: String, checks: Set<TaskCheck>, drifted: [FlagKey],
        contents: [FlagContent] = []
    ) -> [Contradiction] {
        guard let decision = after.decisions.last else { return [.members(["decisions"])] }
        if decision.kind.isAct { return [.noVerb(decision.kind)] }
        var found: [Contradiction] = []
        let again = decision.evidence.map { kept -> MetricEvidence in
            guard let judge = judge(of: kept.subject) else {
                found.append(.unknownSubject(kept.subject))
                return kept
            }
            if kept.baseline != judge.baseline {
                found.append(.baseline(kept.subject, kept: kept.baseline, frozen: judge.baseline))
            }
            guard kept.result != .error else { return kept }
            let isMomentary = !kept.windows.isEmpty && kept.windows.allSatisfy { $0.from == $0.to }
            var again = kept
            again.result = judge.result(of: kept.windows, at: decision.at, isMomentary: isMomentary).result
            if again.result != kept.result {
                found.append(.result(kept.subject, kept: kept.result, again: again.result))
            }
            return again
        }
        let look = Look(
            now: decision.at, planHash: planHash, evidence: again, baselines: after.baselines, checks: checks,
            drifted: drifted, contents: contents)
        switch next(look, by: decision.by) {
        case .wait(let waits): found.append(.waits(waits))
        case .move(let move) where move.decision.kind != decision.kind || move.decision.to != decision.to:
            found.append(.decides(move.decision))
        case .move(let move):
            let members = move.status.differences(from: after)
            if !members.isEmpty { found.append(.members(members)) }
        }
        return found
    }
}

extension RolloutStatus {
    /// The members in which two statuses differ; of the newest decision each of its own.
    fileprivate func differences(from other: RolloutStatus) -> [String] {
        let (left, right) = (json, other.json)
        var names = Self.memberOrder.filter { $0 != "decisions" && left[$0] != right[$0] }
        let mine = decisions.last?.json
        let theirs = other.decisions.last?.json
        names += Decision.memberOrder.filter { mine?[$0] != theirs?[$0] }.map { "decisions/\($0)" }
        if decisions.dropLast() != other.decisions.dropLast() { names.append("decisions") }
        return names
    }
}
