import Documents
import FlagModel
import FlagRepository
import Rollouts

/// Ticks a task or prerequisite of a run, or takes the tick away.
public struct TickTask: Sendable {
    /// The plan.
    public var plan: String
    /// Where.
    public var environment: String
    /// The task: `PHASE/TASK`, or a task of the current phase.
    public var task: String
    /// Whether it is done.
    public var isDone: Bool

    /// Names the plan and the task.
    public init(_ task: String, of plan: String, in environment: String, done: Bool) {
        self.task = task
        self.plan = plan
        self.environment = environment
        isDone = done
    }

    /// Commits the tick.
    ///
    /// - Throws: a failure that ``Failure/init(_:)`` describes.
    public func run(_ session: Session, _ options: EditOptions) async throws -> EditReport {
        let acting = try RunEditing(plan, in: environment, session, options)
        return try await acting.edit("rollout-task") { scene in
            let (phase, task) = try find(scene.run)
            if case .phase(let other) = task.check {
                throw checked(task, "phase '\(other)' has to pass its gate")
            }
            if case .flag(let flag, let variant) = task.check {
                throw checked(task, "everybody has to be served '\(variant)' of \(flag)")
            }
            if case .message(let message) = task.check {
                throw checked(task, "message '\(message)' has to be sent on all its channels")
            }
            try acting.require(
                task.roles.isEmpty ? scene.run.plan.roles.task : task.roles, to: "tick '\(task.key)'", scene.base)
            return scene.run.ticking(task.key, of: phase.key, done: isDone, scene.act)
        }
    }

    private func checked(_ task: PlanTask, _ what: String) -> Failure {
        Failure("checked-task", "nobody ticks '\(task.key)': \(what)", hint: "flagctl sees it by itself")
    }

    private func find(_ run: Rollout) throws -> (Phase, PlanTask) {
        let parts = task.split(separator: "/", maxSplits: 1).map(String.init)
        let phase: Phase?
        if parts.count == 2 {
            phase = run.plan.phases.first { $0.key.text == parts[0] }
            guard phase != nil else {
                let names = run.plan.phases.map(\.key.text)
                throw Failure(
                    "unknown-phase", "plan '\(plan)' has no phase '\(parts[0])'",
                    hint: nearest(parts[0], among: names).map { "did you mean '\($0)'?" }
                        ?? "it has: \(names.joined(separator: ", "))")
            }
        } else {
            phase = run.phase
        }
        let name = parts.last ?? ""
        if let phase, let task = (phase.prerequisites + phase.tasks).first(where: { $0.key.text == name }) {
            return (phase, task)
        }
        let names = (phase.map { $0.prerequisites + $0.tasks } ?? []).map(\.key.text)
        throw Failure(
            "unknown-task", "phase '\(phase?.key.text ?? "?")' has no task '\(name)'",
            hint: nearest(name, among: names).map { "did you mean '\($0)'?" }
                ?? (names.isEmpty
                    ? "name its phase too: PHASE/TASK" : "it has: \(names.joined(separator: ", "))"))
    }
}
