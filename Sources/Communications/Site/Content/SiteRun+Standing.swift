import FlagModel

extension SiteRun {
    /// How far a run is with a phase.
    enum Progress: String {
        case passed, current, ahead
        /// Its steps were made, and exposure went down again.
        case takenBack = "taken back"
        /// The run ended in it.
        case stopped
        /// The run ended before it.
        case left = "not reached"

        var tone: SiteTone {
            switch self {
            case .passed: .on
            case .current: .part
            case .takenBack: .bad
            case .stopped: .wait
            case .ahead, .left: .plain
            }
        }
    }

    /// The rollout's page.
    var pagePath: String { SitePath.rollout(plan.key, in: environment) }

    /// Whether a start is ahead: no run was started yet, or the newest is over and another is announced.
    var isBeforeStart: Bool { plan.isBeforeStart(status) }

    /// How far the run is with a phase; everything is ahead of a plan that was not started.
    func standing(of phase: Phase) -> Progress {
        guard let status else { return .ahead }
        if status.state == .succeeded { return .passed }
        let made = phase.steps.prefix(stepsMade(in: phase))
        if !made.isEmpty, made.allSatisfy(isTakenBack) { return .takenBack }
        if status.passed.contains(phase.key) { return .passed }
        guard status.phase == phase.key else { return status.state.isActive ? .ahead : .left }
        return status.state.isActive ? .current : .stopped
    }

    /// How many steps of a phase were made, whatever became of them.
    func stepsMade(in phase: Phase) -> Int {
        guard let status else { return 0 }
        if status.state == .succeeded || status.passed.contains(phase.key) { return phase.steps.count }
        return status.phase == phase.key ? min(status.steps, phase.steps.count) : 0
    }

    /// Whether what a step gave went down again with the run.
    func isTakenBack(_ step: PlanStep) -> Bool {
        guard let status, status.state == .rolledBack, let rollback = status.rollback else { return false }
        var kept: [CohortKey] = []
        if case .partial(let keep) = rollback.strategy.path { kept = keep }
        return step.set.allSatisfy { one in
            rollback.flags.contains(one.flag) && !(one.cohort.map(kept.contains) ?? false)
        }
    }

    /// Where it stands, in words.
    var stateText: String { status?.state.text ?? "not started" }

    /// The colour of where it stands.
    var tone: SiteTone {
        switch status?.state {
        case nil: .plain
        case .succeeded: .on
        case .waiting, .progressing, .holding, .gated: .part
        case .paused, .stopped: .wait
        case .rollingBack, .rolledBack: .bad
        }
    }

    /// What ended the run or keeps it from going on.
    struct Turn {
        let word: String
        let at: Timestamp
        let why: String?
    }

    /// What ended the run or keeps it from going on; nothing while it goes on.
    var turn: Turn? {
        guard let status else { return nil }
        return switch status.state {
        case .succeeded: Turn(word: "Completed", at: status.since, why: nil)
        case .rolledBack: Turn(word: "Taken back", at: status.since, why: status.rollback?.cause)
        case .rollingBack: Turn(word: "Going back since", at: status.since, why: status.rollback?.cause)
        case .paused: Turn(word: "Paused", at: status.pause?.at ?? status.since, why: status.pause?.cause)
        case .stopped:
            Turn(word: "Stopped", at: status.since, why: status.decisions.last { $0.kind == .stop }?.why)
        case .waiting, .progressing, .holding, .gated: nil
        }
    }
}
