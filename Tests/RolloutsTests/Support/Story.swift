import FlagModel
import Rollouts
import Testing

/// A run of a plan, told move by move; every move has to be recognised as one that can have been made.
struct Story {
    static let planHash = "sha256:1"

    var plan: RolloutPlan
    var planHash = Story.planHash
    private(set) var status: RolloutStatus

    init(_ plan: RolloutPlan, startedAt seconds: Int = 0) throws {
        self.plan = plan
        let approval = RunApproval(policyVersion: 1, at: at(seconds), by: ["Priya N <priya@example.com>"])
        status = try #require(
            RolloutStatus.starting(
                plan, run: "01K", planHash: planHash, act(seconds), approval: approval))
        #expect(
            StatusChange(
                from: nil, to: status, plan: plan, planHash: planHash, checks: [], drifted: []) == .started)
    }

    var run: Rollout { Rollout(plan: plan, status: status) }

    /// What a look comes to, without making the move.
    func outcome(
        _ seconds: Int, _ evidence: [MetricEvidence] = [], baselines: [Baseline] = [], checks: Set<TaskCheck> = [],
        drifted: [String] = []
    ) -> Rollout.Outcome {
        run.next(
            Look(
                now: at(seconds), planHash: planHash, evidence: evidence, baselines: baselines, checks: checks,
                drifted: drifted.map { key($0) }))
    }

    /// What a look comes to, with the move made: `step progressing→holding set F`, or `wait hold 100`.
    @discardableResult
    mutating func look(
        _ seconds: Int, _ evidence: [MetricEvidence] = [], baselines: [Baseline] = [], checks: Set<TaskCheck> = [],
        drifted: [String] = [], at line: SourceLocation = #_sourceLocation
    ) -> String {
        let outcome = outcome(seconds, evidence, baselines: baselines, checks: checks, drifted: drifted)
        guard case .move(let move) = outcome else { return outcome.text }
        let change = StatusChange(
            from: status, to: move.status, plan: plan, planHash: planHash, checks: checks,
            drifted: drifted.map { key($0) })
        #expect(change == .decided(move), "\(move.text) is not recognised", sourceLocation: line)
        status = move.status
        return move.text
    }

    /// Looks until nothing moves any more, and says what moved.
    mutating func looks(
        _ seconds: Int, _ evidence: [MetricEvidence] = [], at line: SourceLocation = #_sourceLocation
    ) -> [String] {
        var texts: [String] = []
        while case .move = outcome(seconds, evidence) { texts.append(look(seconds, evidence, at: line)) }
        return texts
    }

    /// Somebody's act.
    mutating func people(_ make: (Rollout) -> Move, at line: SourceLocation = #_sourceLocation) {
        let move = make(run)
        #expect(recognises(move), "\(move.text) is not recognised", sourceLocation: line)
        status = move.status
    }

    /// Whether a move can have been made by people.
    func recognises(_ move: Move) -> Bool {
        StatusChange(from: status, to: move.status, plan: plan, planHash: planHash, checks: [], drifted: []) != nil
    }

    mutating func tick(_ task: String, of phase: String, done: Bool = true, _ seconds: Int) {
        people { $0.ticking(key(task), of: key(phase), done: done, act(seconds)) }
    }

    mutating func attest(_ verdict: Attestation.Verdict, _ roles: String..., at seconds: Int) {
        people { $0.attesting(verdict, for: roles, act(seconds)) }
    }

    mutating func incident(_ guarded: String, _ seconds: Int) {
        people { $0.reportingIncident(to: key(guarded), act(seconds)) }
    }

    mutating func pause(_ seconds: Int) { people { $0.pausing(act(seconds)) } }

    mutating func resume(_ seconds: Int) {
        let approval = RunApproval(policyVersion: 2, at: at(seconds), by: [])
        let planHash = planHash
        people { $0.resuming(act(seconds), planHash: planHash, approval: approval) }
    }
}

extension Move {
    /// The move in a line: `step progressing→holding set F`.
    var text: String {
        var text = "\(decision.kind.rawValue) \(decision.from.rawValue)→\(decision.to.rawValue)"
        switch effect {
        case .none: break
        case .assign(let list): text += " set \(list.map(\.flag.text).joined(separator: ", "))"
        case .lower(let flags, let lowering):
            let way =
                switch lowering {
                case .off: "off"
                case .cap(let limit): "cap \(Thousandths.text(limit))"
                case .keep(let cohorts): "keep \(cohorts.map(\.text).joined(separator: ", "))"
                }
            text += " \(way): \(flags.map(\.text).joined(separator: ", "))"
        }
        return text
    }
}

extension Rollout.Outcome {
    /// The move's line, or `wait` and what for.
    var text: String {
        switch self {
        case .move(let move): move.text
        case .wait(let reasons): (["wait"] + reasons.map(\.text)).joined(separator: " ")
        }
    }
}

extension Waiting {
    /// What is waited for in a word or two; times count from the beginning of the test's time.
    var text: String {
        switch self {
        case .resume: "resume"
        case .time(let reason, let until): "\(reason.rawValue) \(until.unixSeconds - at(0).unixSeconds)"
        case .task(let task): "task \(task.key)"
        case .criterion(let criterion, let evidence): "\(criterion.key) \(evidence?.result.rawValue ?? "unknown")"
        case .role(let role): "role \(role)"
        case .noGo(let word): "no-go \(word.role)"
        }
    }
}
