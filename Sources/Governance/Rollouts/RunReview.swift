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
    private let authors: Set<String>?
    private let limit: Timestamp?

    /// How far another clock may be ahead, in seconds.
    private static let clockSkew = 300

    /// Reviews what changes.
    ///
    /// - Parameters:
    ///   - authors: the addresses of those who wrote it, in lower case; nothing where that is not known yet.
    ///   - now: when it is made at the latest; nothing where that is not known yet.
    init(
        from base: Snapshot, to result: Snapshot, changes: [FlagChange], authors: Set<String>? = nil,
        now: Timestamp? = nil
    ) throws {
        self.authors = authors
        limit = now?.advanced(by: Self.clockSkew)
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
            drifted: try base.drifted(from: run, in: environment),
            contents: try base.contents(of: plan, in: environment, after: run.nextAssignments),
            momentary: try base.momentaryMetrics())
        if let decision = after.decisions.last, before?.decisions.count != after.decisions.count {
            // Nobody decides in the future: holds and approvals would be over before they are.
            if let limit, decision.at > limit { return .raising }
        }
        let isSamePlan = try base.planHash(of: key, in: environment) == hash
        switch change {
        case .started, .resumed:
            guard after.approval.policyVersion == (try base.environment(environment)?.policy?.version ?? 0) else {
                return .raising
            }
            guard case .started = change else { return .raising }
            // What nobody was asked for must not raise later, whatever the flags are like then.
            return try !after.approval.coversRaising && base.onlyLowers(plan, in: environment) ? .neutral : .raising
        case .acted:
            let evidence = try base.environment(environment)?.policy?.approvals?.evidence ?? .claimed
            guard evidence == .claimed, isSamePlan, let decision = after.decisions.last else { return .raising }
            return try isTheirs(decision, before, after) ? .neutral : .raising
        case .decided(let move):
            guard isSamePlan else { return .raising }
            guard case .assign(let assignments) = move.effect else { return .neutral }
            guard try isExactly(assignments, of: key, in: environment) else { return .raising }
            let problem = try base.approvalProblem(
                of: Rollout(plan: plan, status: after), in: environment, at: after.decisions.last?.at ?? after.since)
            if after.approval.coversRaising, problem == nil { planned.insert(environment) }
            return .neutral
        case nil: return .raising
        }
    }

    /// Whether an act is by somebody who wrote the change, with the roles that they speak for.
    private func isTheirs(_ decision: Decision, _ before: RolloutStatus?, _ after: RolloutStatus) throws -> Bool {
        guard let authors else { return true }
        guard let email = decision.by.split(separator: "<").last?.dropLast().lowercased(), authors.contains(email)
        else {
            return false
        }
        let roles = after.attestations.dropFirst(before?.attestations.count ?? 0).map(\.role)
        guard !roles.isEmpty else { return true }
        let held = try readable(else: People?.none) { try base.people() }?.person(email: email)?.roles ?? []
        return roles.allSatisfy(held.contains)
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
