import FlagModel

extension RolloutState {
    /// The state in few words, behind the name of a rollout or phase.
    var words: String {
        switch self {
        case .waiting: "waiting to begin"
        case .progressing: "in progress"
        case .holding: "being watched"
        case .gated: "waiting at its gate"
        case .succeeded: "complete"
        case .paused: "paused"
        case .rollingBack: "being rolled back"
        case .rolledBack: "rolled back"
        case .stopped: "stopped before its end"
        }
    }

    /// The state as those read it who know nothing of runs, behind `is`.
    var sentence: String {
        switch self {
        case .waiting: "waiting for the phase to begin"
        case .progressing: "in progress"
        case .holding: "in progress, with the newest step being watched"
        case .gated: "waiting at the gate of the phase"
        case .succeeded: "complete"
        case .paused: "paused"
        case .rollingBack: "being rolled back"
        case .rolledBack: "rolled back"
        case .stopped: "stopped before its end; what is on stays on"
        }
    }
}
