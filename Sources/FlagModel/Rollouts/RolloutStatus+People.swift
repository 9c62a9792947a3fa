extension RolloutStatus {
    /// The newest tick at a task of a phase; nil where nobody ticked it.
    public func tick(of task: TaskKey, in phase: PhaseKey) -> TaskTick? {
        tasks.last { $0.phase == phase && $0.task == task }
    }

    /// The newest word of a role at the gate of a phase; nil where nobody has said anything.
    public func attestation(of role: String, in phase: PhaseKey) -> Attestation? {
        attestations.last { $0.phase == phase && $0.role == role }
    }
}

extension PlanTask {
    /// Whether it is done: ticked by somebody or by the plan's author, or seen where it can be.
    ///
    /// - Parameters:
    ///   - phase: the phase that it is of.
    ///   - status: where the run stands; nil where none was started.
    ///   - checks: the checks of flags and messages that hold.
    public func isDone(in phase: PhaseKey, status: RolloutStatus?, checks: Set<TaskCheck>) -> Bool {
        switch check {
        case .phase(let other): status?.passed.contains(other) ?? false
        case .flag, .message: check.map(checks.contains) ?? false
        case nil: status?.tick(of: key, in: phase)?.isDone ?? isDone
        }
    }
}
