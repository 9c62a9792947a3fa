import Documents
import FlagModel
import FlagRepository
import Governance
import Rollouts

/// Pauses, resumes or ends a run.
public struct ControlRollout: Sendable {
    /// What is done to the run.
    public enum Control: String, Sendable, Hashable {
        /// The clock stops; guards stay on duty.
        case pause
        /// The run goes on, with the plan as it is now; the policy is asked as for a start.
        case resume
        /// The run ends; what is on stays on.
        case stop
    }

    /// The plan.
    public var plan: String
    /// Where.
    public var environment: String
    /// What is done.
    public var control: Control

    /// Names the plan and what is done.
    public init(_ control: Control, _ plan: String, in environment: String) {
        self.control = control
        self.plan = plan
        self.environment = environment
    }

    /// Commits the act.
    ///
    /// - Throws: a failure that ``Failure/init(_:)`` describes.
    public func run(_ session: Session, _ options: EditOptions) async throws -> EditReport {
        let acting = try RunEditing(plan, in: environment, session, options)
        return try await acting.edit("rollout-\(control.rawValue)") { scene in
            let run = scene.run
            let state = run.status.state
            switch control {
            case .pause:
                guard state != .paused else { throw already("paused", run) }
                try refuseHalfway(run)
                return run.pausing(scene.act)
            case .stop:
                try refuseHalfway(run)
                return run.stopping(scene.act)
            case .resume:
                let isRenewal = try needsRenewal(scene)
                guard state == .paused || isRenewal else { throw already("under way", run) }
                try acting.require(run.plan.roles.resume, to: "resume '\(plan)'", scene.base)
                let policy = try scene.base.environment(scene.environment)?.policy
                return run.resuming(
                    scene.act, planHash: try scene.base.planHash(of: run.plan.key, in: scene.environment) ?? "",
                    approval: RunApproval(
                        policyVersion: policy?.version ?? 0, at: scene.act.at, by: options.approvedBy,
                        coversRaising: policy?.approvals?.required ?? 0 > 0),
                    contents: try scene.base.contents(of: run.plan, in: scene.environment))
            }
        }
    }

    /// Whether the approval of the run ran out, the policy changed since, or nobody was asked when it was started.
    private func needsRenewal(_ scene: RunEditing.Scene) throws -> Bool {
        let asks = try scene.base.environment(scene.environment)?.policy?.approvals?.required ?? 0 > 0
        if asks, !scene.run.status.approval.coversRaising { return true }
        return try scene.base.approvalProblem(of: scene.run, in: scene.environment, at: scene.act.at) != nil
    }

    /// Who is on the way down is not held there.
    private func refuseHalfway(_ run: Rollout) throws {
        guard run.status.state == .rollingBack else { return }
        throw Failure(
            "rolling-back", "the run of '\(plan)' is on its way down and is not held half-way",
            hint: "all the way at once: flagctl rollout rollback \(plan) --env \(environment) --strategy immediate")
    }

    private func already(_ what: String, _ run: Rollout) -> Failure {
        Failure(
            "nothing-to-do", "the run of '\(plan)' is \(what) already",
            hint: "see it: flagctl rollout status \(plan) --env \(environment)")
    }
}
