/// Where a run stands.
public enum RolloutState: String, Sendable, Hashable, CaseIterable {
    /// The phase has not begun: prerequisites or its time are missing.
    case waiting
    /// The next step is about to be made.
    case progressing
    /// A step was made and stays in force for its time.
    case holding
    /// The phase's steps are made; the gate is closed.
    case gated
    /// Every gate was passed.
    case succeeded
    /// Somebody or a guard stopped the clock.
    case paused
    /// Exposure goes down rung by rung.
    case rollingBack
    /// Exposure went down; the run is over.
    case rolledBack
    /// Somebody ended the run; what is on stays on.
    case stopped

    /// Whether the run can still move.
    public var isActive: Bool {
        switch self {
        case .waiting, .progressing, .holding, .gated, .paused, .rollingBack: true
        case .succeeded, .rolledBack, .stopped: false
        }
    }

    /// The state as people read it.
    public var text: String {
        switch self {
        case .rollingBack: "rolling back"
        case .rolledBack: "rolled back"
        default: rawValue
        }
    }
}
