import Documents
import Communications
import FlagModel
import FlagRepository
import Git
import Governance
import Rollouts

/// Starts a run of a plan.
///
/// The environment's policy is asked as for raising exposure, and its approval covers the steps of the plan.
public struct StartRollout: Sendable {
    /// The plan.
    public var plan: String
    /// Where.
    public var environment: String

    /// Names the plan.
    public init(_ plan: String, in environment: String) {
        self.plan = plan
        self.environment = environment
    }

    /// Commits the run's first status.
    ///
    /// - Throws: a failure that ``Failure/init(_:)`` describes; `run-active` where a run is under way.
    public func run(_ session: Session, _ options: EditOptions) async throws -> EditReport {
        let acting = try RunEditing(plan, in: environment, session, options)
        let run = session.changeID()
        return try await acting.editing.run { draft in
            let environment = try draft.base.environmentKey(environment)
            let key = try draft.base.planKey(plan, in: environment)
            let plan = try draft.base.requirePlan(key, in: environment)
            if let status = try draft.base.status(of: key, in: environment), status.state.isActive {
                throw Failure(
                    "run-active", "rollout '\(key)' is under way in \(environment): \(status.state.text)",
                    hint: "see it: flagctl rollout status \(key) --env \(environment)")
            }
            try EditValidation.requireMessages(of: key, in: environment, draft.base)
            try acting.require(plan.roles.start, to: "start '\(key)'", draft.base)
            return try draft.start(plan, run: run, acting, in: environment)
        }
    }
}

extension Draft {
    /// Says of the former run's messages that are open that they do not go out any more, and counts notices of this start
    /// to the run that begins.
    private mutating func settleMessages(
        of plan: RolloutPlan, before status: RolloutStatus, _ acting: RunEditing, in environment: EnvironmentKey
    ) throws {
        // A plan that comes with its start had no messages before.
        guard try base.bytes(at: DocumentKind.plan(environment, plan.key).path) != nil,
            let messages = try PlanMessages(plan.key, in: environment, base, now: acting.act.at)
        else { return }
        var log = messages.schedule.log
        if messages.status != nil {
            for delivery in messages.schedule.deliveries where delivery.slot.run != nil && delivery.standing.isOpen {
                log.put(
                    delivery.lapsed(
                        .superseded, why: "another run began before it went out", at: acting.act.at, by: acting.act.by))
            }
        }
        log = log.bound(to: status)
        let known = try base.deliveries(of: plan.key, in: environment)
        if log.deliveries != (known?.deliveries ?? []) { try put(log, in: environment) }
    }

    /// Writes the first status of a run of a plan that the draft has.
    mutating func start(
        _ plan: RolloutPlan, run: String, _ acting: RunEditing, in environment: EnvironmentKey
    ) throws -> Editing.Intent {
        let policy = try base.environment(environment)?.policy
        let approvers = acting.editing.options.approvedBy
        let isAsked = try policy?.approvals?.required ?? 0 > 0 && !base.onlyLowers(plan, in: environment)
        let approval = RunApproval(
            policyVersion: policy?.version ?? 0, at: acting.act.at, by: approvers, coversRaising: isAsked)
        let hash = try result.planHash(of: plan.key, in: environment) ?? ""
        guard
            let status = RolloutStatus.starting(
                plan, run: run, planHash: hash, acting.act, approval: approval,
                contents: try base.contents(of: plan, in: environment))
        else { throw RepositoryError.missing(.plan(environment, plan.key)) }
        try settleMessages(of: plan, before: status, acting, in: environment)
        return try intent(
            of: Move(status: status, effect: .none), plan.key, environment, operation: "rollout-start", isUrgent: false)
    }
}
