import Documents
public import FlagModel
import FlagRepository
import Rollouts

/// Says go or no-go for roles at the gate of a run's phase.
public struct AttestRollout: Sendable {
    /// The plan.
    public var plan: String
    /// Where.
    public var environment: String
    /// The role that speaks; every role of the gate that the person holds where nothing is given.
    public var role: String?
    /// What it says.
    public var verdict: Attestation.Verdict

    /// Names the plan, the role and what it says.
    public init(_ plan: String, in environment: String, role: String?, _ verdict: Attestation.Verdict) {
        self.plan = plan
        self.environment = environment
        self.role = role
        self.verdict = verdict
    }

    /// Commits the attestation.
    ///
    /// - Throws: a failure that ``Failure/init(_:)`` describes; `role-needed` where the person does not hold the role.
    public func run(_ session: Session, _ options: EditOptions) async throws -> EditReport {
        let acting = try RunEditing(plan, in: environment, session, options)
        return try await acting.edit("rollout-attest") { scene in
            scene.run.attesting(verdict, for: try roles(acting, scene), scene.act)
        }
    }

    private func roles(_ acting: RunEditing, _ scene: RunEditing.Scene) throws -> [String] {
        let asked = scene.run.phase?.gate.roles ?? []
        let phase = scene.run.status.phase
        guard !asked.isEmpty else {
            throw Failure(
                "no-gate", "the gate of phase '\(phase)' asks nobody",
                hint: "it opens by itself: flagctl rollout status \(plan) --env \(environment)")
        }
        guard let role else {
            let held = try acting.roles(scene.base)
            let own = asked.filter(held.contains)
            if own.isEmpty { try acting.require(asked, to: "speak at the gate of '\(phase)'", scene.base) }
            return own
        }
        guard asked.contains(role) else {
            let near = nearest(role, among: asked).map { "did you mean '\($0)'?" }
            throw Failure(
                "unknown-role", "the gate of phase '\(phase)' does not ask the role '\(role)'",
                hint: near ?? "it asks: \(asked.joined(separator: ", "))")
        }
        try acting.require([role], to: "speak as \(role)", scene.base)
        return [role]
    }
}
