import Evaluation
import FlagModel
import FlagRepository
import Rollouts

/// What a change does to the runs of rollouts, as policies see it.
///
/// Starting or resuming a run is asked for like raising exposure, because its steps are not asked for again. A step that
/// the machine itself makes, on the evidence that the status keeps, is planned. What neither the machine nor a verb
/// makes of a status raises (docs/decisions/0040-an-approved-plan-covers-its-steps.md).
struct RunReview {
    /// What the change of runs does in each environment.
    private(set) var classifications: [EnvironmentKey: Classification] = [:]
    /// Environments in which everything that changes is one planned step.
    private(set) var planned: Set<EnvironmentKey> = []

    private let base: Snapshot
    private let result: Snapshot
    private let changes: [FlagChange]

    init(from base: Snapshot, to result: Snapshot, changes: [FlagChange]) throws {
        self.base = base
        self.result = result
        self.changes = changes
        var seen: Set<DocumentKind> = []
        for change in changes {
            guard case .status(let environment, let key) = change.document, seen.insert(change.document).inserted else {
                continue
            }
            let classification = try classification(of: key, in: environment)
            classifications[environment] = max(classifications[environment] ?? .neutral, classification)
        }
    }

    private mutating func classification(of key: PlanKey, in environment: EnvironmentKey) throws -> Classification {
        let after = try readable(else: RolloutStatus?.none) { try result.status(of: key, in: environment) }
        guard let after else {
            // Without its status a run does not go on.
            return try result.bytes(at: DocumentKind.status(environment, key).path) == nil ? .neutral : .raising
        }
        let plan = try readable(else: RolloutPlan?.none) { try result.plan(key, in: environment) }
        guard let plan, let hash = try result.planHash(of: key, in: environment) else { return .raising }
        let before = try readable(else: RolloutStatus?.none) { try base.status(of: key, in: environment) }
        let run = Rollout(plan: plan, status: before ?? after)
        let change = StatusChange(
            from: before, to: after, plan: plan, planHash: hash, checks: try base.checks(of: plan, in: environment),
            drifted: try base.drifted(from: run, in: environment))
        let isSamePlan = try base.planHash(of: key, in: environment) == hash
        switch change {
        case .started:
            // What nobody was asked for must not raise later, whatever the flags are like then.
            return try !after.approval.coversRaising && base.onlyLowers(plan, in: environment) ? .neutral : .raising
        case .acted:
            let evidence = try base.environment(environment)?.policy?.approvals?.evidence ?? .claimed
            return evidence == .claimed && isSamePlan ? .neutral : .raising
        case .decided(let move):
            guard isSamePlan else { return .raising }
            guard case .assign(let assignments) = move.effect else { return .neutral }
            guard try isExactly(assignments, of: key, in: environment) else { return .raising }
            let problem = try base.approvalProblem(
                of: Rollout(plan: plan, status: after), in: environment, at: after.decisions.last?.at ?? after.since)
            if after.approval.coversRaising, problem == nil { planned.insert(environment) }
            return .neutral
        case .resumed, nil: return .raising
        }
    }

    /// Whether the change is a status and what a step sets, and nothing else.
    private func isExactly(
        _ assignments: [Assignment], of key: PlanKey, in environment: EnvironmentKey
    ) throws -> Bool {
        let flags = Set(assignments.map(\.flag))
        let touched = Set(changes.map(\.document)).subtracting([.status(environment, key)])
        guard touched.isSubset(of: Set(flags.map { .state(environment, $0) })) else { return false }
        return try flags.allSatisfy { flag in
            try readable(else: false) {
                guard let before = try base.state(flag, in: environment),
                    let after = try result.state(flag, in: environment)
                else { return false }
                return assignments.filter { $0.flag == flag }.reduce(before) { $1.applied(to: $0) } == after
            }
        }
    }
}
