import FlagModel

/// Something in a run that messages go by, and how long what it began lasts.
struct RunEvent {
    let event: MessageMoment.Event
    let decision: Decision
    /// Until when what it began lasts; nothing where it goes on.
    let end: Timestamp?

    /// The events of a run, oldest first.
    static func all(of status: RolloutStatus) -> [RunEvent] {
        status.decisions.indices.flatMap { index in
            events(of: status.decisions[index]).map { event in
                RunEvent(event: event, decision: status.decisions[index], end: end(of: event, after: index, status))
            }
        }
    }

    private static func events(of decision: Decision) -> [MessageMoment.Event] {
        switch decision.kind {
        case .start: [.start]
        case .begin: [.phase(decision.phase)]
        case .step: [.step(decision.phase)]
        case .gate: [.gate(decision.phase)]
        case .pass: [.passed(decision.phase)]
        case .succeed: [.passed(decision.phase), .completed]
        case .pause: [.paused]
        case .resume: [.resumed]
        case .stop: [.stopped]
        case .rollback: [.rolledBack]
        case .advance, .rung, .attest, .report, .task, .incident: []
        }
    }

    private static func end(of event: MessageMoment.Event, after index: Int, _ status: RolloutStatus) -> Timestamp? {
        let later = status.decisions[(index + 1)...]
        let over = later.first { [.succeed, .stop].contains($0.kind) || $0.to == .rolledBack }?.at
        let ending: [Decision.Kind]
        switch event {
        case .start: ending = []
        case .phase: ending = [.pass, .rollback]
        case .step: ending = [.step, .advance, .gate, .pass, .pause, .rollback]
        case .gate: ending = [.pass, .pause, .rollback]
        case .paused: ending = [.resume, .rollback]
        case .rolledBack: ending = []
        default: return status.decisions[index].at
        }
        let first = later.first { ending.contains($0.kind) }?.at
        if event == .rolledBack, status.decisions[index].to == .rolledBack { return status.decisions[index].at }
        return [first, over].compactMap { $0 }.min()
    }
}

extension MessageMoment.Event {
    /// Whether an event of a run is one that a message goes by.
    func covers(_ other: MessageMoment.Event) -> Bool {
        switch (self, other) {
        case (.step(nil), .step), (.gate(nil), .gate): true
        default: self == other
        }
    }
}
