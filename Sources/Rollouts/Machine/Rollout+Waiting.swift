public import FlagModel

extension Rollout {
    /// When the current phase may begin; nil where it may at once.
    public var startOfPhase: Timestamp? {
        switch phase?.start {
        case .at(let time): time
        case .delay(let delay): startOfPhaseBefore.advanced(by: delay.seconds)
        case nil: nil
        }
    }

    /// When the phase before this one began; in the first phase, when the run was started.
    private var startOfPhaseBefore: Timestamp {
        let begins = status.decisions.filter { $0.kind == .begin && $0.phase != status.phase }
        return begins.last?.at ?? status.decisions.first?.at ?? status.phaseSince
    }

    /// When the run came to the current phase, whether it has begun or not.
    public var phaseEntered: Timestamp {
        status.decisions.last { $0.kind == .pass || $0.kind == .start }?.at ?? status.phaseSince
    }

    /// When the newest step has held long enough; nil where none was made.
    public var holdEnd: Timestamp? {
        guard let phase, status.steps > 0, status.steps <= phase.steps.count else { return nil }
        return status.stepSince?.advanced(by: phase.steps[status.steps - 1].hold?.seconds ?? 0)
    }

    /// When the gate has been held long enough.
    public var gateEnd: Timestamp? { status.stepSince?.advanced(by: phase?.gate.hold?.seconds ?? 0) }

    /// Whether a task of the current phase is done.
    public func isDone(_ task: PlanTask, _ look: Look) -> Bool {
        task.isDone(in: status.phase, status: status, checks: look.checks)
    }

    /// The newest tick at a task of the current phase.
    public func tick(of task: PlanTask) -> TaskTick? { status.tick(of: task.key, in: status.phase) }

    /// The newest word of a role at the current gate.
    public func attestation(of role: String) -> Attestation? { status.attestation(of: role, in: status.phase) }

    /// The tasks that keep the phase from going on.
    func open(_ tasks: [PlanTask], _ look: Look) -> [Waiting] {
        tasks.filter { !$0.isOptional && !isDone($0, look) }.map { .task($0) }
    }

    /// The criteria that are not met.
    func unmet(_ phase: Phase, _ look: Look) -> [Waiting] {
        phase.criteria.compactMap { criterion in
            let evidence = look.evidence(for: .criterion(criterion.key))
            return evidence?.result == .successful ? nil : .criterion(criterion, evidence)
        }
    }

    /// The roles that have not said go.
    func roles(_ phase: Phase) -> [Waiting] {
        phase.gate.roles.compactMap { role in
            guard let word = attestation(of: role) else { return .role(role) }
            return word.verdict == .go ? nil : .noGo(word)
        }
    }
}

extension Timestamp {
    /// The moment so many seconds later, in UTC; the last one there is where that were later still.
    public func advanced(by seconds: Int) -> Timestamp {
        let (sum, isTooLate) = unixSeconds.addingReportingOverflow(seconds)
        return Timestamp(unixSeconds: isTooLate ? (seconds < 0 ? .min : .max) : sum, nanoseconds: nanoseconds)
    }
}
