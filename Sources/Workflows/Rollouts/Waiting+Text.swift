import FlagModel
import Rollouts

extension Waiting {
    /// What is waited for, in a line.
    var text: String {
        switch self {
        case .resume(let cause): "paused: \(cause)"
        case .time(.phaseStart, let end): "the phase starts at \(end)"
        case .time(.hold, let end): "the step holds until \(end)"
        case .time(.gateHold, let end): "the gate opens at \(end) at the earliest"
        case .time(.rung, let end): "the next rung is at \(end)"
        case .task(let task):
            switch task.check {
            case .phase(let phase): "\(task.text) (phase '\(phase)' has to pass its gate)"
            case .flag(let flag, let variant): "\(task.text) (everybody has to be served '\(variant)' of \(flag))"
            case .message(let message): "\(task.text) (message '\(message)' has to be sent)"
            case nil: "\(task.text) (\(task.key))"
            }
        case .criterion(let criterion, let evidence):
            "\(criterion.title): \(evidence.map { $0.why ?? $0.result.rawValue } ?? "not measured")"
        case .role(let role): "\(role) has to say go"
        case .noGo(let word): "\(word.role) says no-go: \(word.act.note ?? word.act.by)"
        }
    }
}
