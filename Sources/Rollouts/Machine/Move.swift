public import FlagModel

/// What a run does next: the status afterwards, and what becomes of flags in the same commit.
public struct Move: Sendable, Hashable {
    /// What becomes of flags.
    public enum Effect: Sendable, Hashable {
        /// Nothing.
        case none
        /// A step is made.
        case assign([Assignment])
        /// Exposure goes down.
        case lower([FlagKey], Reduction)
    }

    /// The status with the decision in it.
    public var status: RolloutStatus
    /// What becomes of flags.
    public var effect: Effect

    /// Joins both.
    ///
    /// - Precondition: the status has at least one decision, the one that the move is.
    public init(status: RolloutStatus, effect: Effect) {
        self.status = status
        self.effect = effect
    }

    /// The decision.
    public var decision: Decision { status.decisions[status.decisions.count - 1] }
}

/// What a run waits for.
public enum Waiting: Sendable, Hashable {
    /// Somebody has to resume it.
    case resume(cause: String)
    /// A moment: a phase's start, the end of a hold, the next rung.
    case time(Reason, until: Timestamp)
    /// A task or prerequisite.
    case task(PlanTask)
    /// A metric that is not good enough, or not known.
    case criterion(Criterion, MetricEvidence?)
    /// A role has to say go.
    case role(String)
    /// A role said no-go.
    case noGo(Attestation)

    /// Why time has to pass.
    public enum Reason: String, Sendable, Hashable {
        case phaseStart, hold, gateHold, rung
    }
}
