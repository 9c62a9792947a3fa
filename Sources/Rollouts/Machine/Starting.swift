public import FlagModel

extension RolloutStatus {
    /// The status of a run that somebody starts.
    public static func starting(
        _ plan: RolloutPlan, run: String, planHash: String, _ act: Act, approval: RunApproval,
        contents: [FlagContent] = []
    ) -> RolloutStatus? {
        guard let first = plan.phases.first else { return nil }
        var status = RolloutStatus(
            plan: plan.key, run: run, planHash: planHash, phase: first.key, at: act.at, approval: approval)
        status.contents = contents
        status.decisions = [
            Decision(
                kind: .start, at: act.at, by: act.by, from: .waiting, to: .waiting, phase: first.key, steps: 0,
                why: act.note ?? "started")
        ]
        return status
    }

    /// When the run was approved last: at its start, its resumption, or by a role at a gate that was passed.
    public var approvedLast: Timestamp {
        let gates = attestations.filter { $0.verdict == .go && passed.contains($0.phase) }.map(\.act.at)
        return max(approval.at, gates.max() ?? approval.at)
    }
}
