public import FlagModel

/// A run of a plan: what it does next follows from plan, status and what is known at a moment, and from nothing else.
///
/// Guards come first, then a changed plan and flags changed by others, then failed criteria, then the way forward
/// (DESIGN.md, section 7). Only ``Decision/Kind/step`` raises exposure.
public struct Rollout: Sendable {
    /// The plan.
    public let plan: RolloutPlan
    /// Where the run stands.
    public let status: RolloutStatus

    /// Joins a plan and where its run stands.
    public init(plan: RolloutPlan, status: RolloutStatus) {
        self.plan = plan
        self.status = status
    }

    /// The current phase; nil where the plan has lost it.
    public var phase: Phase? { plan.phase(status.phase) }

    /// What the run does next.
    public enum Outcome: Sendable, Hashable {
        /// It moves.
        case move(Move)
        /// It stays, for these reasons; none for a run that is over.
        case wait([Waiting])
    }

    /// Decides what the run does next, by itself.
    public func next(_ look: Look, by author: String = Decision.automation) -> Outcome {
        guard status.state.isActive else { return .wait([]) }
        if let move = guardMove(look, by: author) { return .move(move) }
        if status.state == .rollingBack { return rung(look, by: author) }
        if status.state == .paused { return .wait([.resume(cause: status.pause?.cause ?? "paused")]) }
        guard look.planHash == status.planHash else {
            return .move(pausing("the plan changed after the run was started", look, by: author))
        }
        guard let phase else {
            return .move(pausing("the plan has no phase '\(status.phase)' any more", look, by: author))
        }
        if !look.drifted.isEmpty {
            let names = look.drifted.map(\.text).joined(separator: ", ")
            return .move(pausing("\(names) changed outside of the run", look, by: author))
        }
        if let move = failedCriterion(phase, look, by: author) { return .move(move) }
        // A clock that is behind must not let a hold begin before what has happened already.
        if let last = status.decisions.last?.at, look.now < last { return .wait([.time(.hold, until: last)]) }
        switch status.state {
        case .waiting: return begin(phase, look, by: author)
        case .progressing: return step(phase, look, by: author)
        case .holding: return hold(phase, look, by: author)
        case .gated: return gate(phase, look, by: author)
        case .succeeded, .paused, .rollingBack, .rolledBack, .stopped: return .wait([])
        }
    }

    /// What the next step of the phase sets; nothing where all are made.
    public var nextAssignments: [Assignment] {
        guard let phase, phase.steps.indices.contains(status.steps) else { return [] }
        return phase.steps[status.steps].set
    }

    // MARK: Forward

    private func begin(_ phase: Phase, _ look: Look, by author: String) -> Outcome {
        var waits: [Waiting] = []
        if let start = startOfPhase, look.now < start { waits.append(.time(.phaseStart, until: start)) }
        waits += open(phase.prerequisites, look)
        guard waits.isEmpty else { return .wait(waits) }
        let why = phase.prerequisites.isEmpty ? "the phase begins" : "its prerequisites hold"
        return .move(
            move(.begin, to: .progressing, at: look.now, by: author, why: why) { status in
                status.phaseSince = look.now
                status.baselines.removeAll { $0.phase == phase.key }
                status.baselines += baselineSubjects.compactMap { subject in
                    look.baselines.first { $0.phase == phase.key && $0.subject == subject }
                }
            })
    }

    private func step(_ phase: Phase, _ look: Look, by author: String) -> Outcome {
        guard status.steps < phase.steps.count else {
            let why = status.steps == 0 ? "the phase has no steps of its own" : "the phase has no further steps"
            return .move(
                move(.gate, to: .gated, at: look.now, by: author, why: why) { status in
                    status.stepSince = look.now
                })
        }
        // The run may have been paused, or nobody may have looked, since the criteria were met.
        let waits = status.steps == 0 ? [] : unmet(phase, look)
        guard waits.isEmpty else { return .wait(waits) }
        let step = phase.steps[status.steps]
        return .move(
            move(
                .step, to: .holding, at: look.now, by: author, why: step.title,
                evidence: status.steps == 0 ? [] : criteria(phase, look), effect: .assign(step.set)
            ) { status in
                status.steps += 1
                status.stepSince = look.now
                status.contents = look.contents
            })
    }

    private func hold(_ phase: Phase, _ look: Look, by author: String) -> Outcome {
        if let end = holdEnd, look.now < end { return .wait([.time(.hold, until: end)] + unmet(phase, look)) }
        if status.steps >= phase.steps.count {
            return .move(
                move(.gate, to: .gated, at: look.now, by: author, why: "the last step has held"))
        }
        let waits = unmet(phase, look)
        guard waits.isEmpty else { return .wait(waits) }
        return .move(
            move(
                .advance, to: .progressing, at: look.now, by: author,
                why: "step \(status.steps) has held\(phase.criteria.isEmpty ? "" : " and every criterion is met")",
                evidence: criteria(phase, look)))
    }

    private func gate(_ phase: Phase, _ look: Look, by author: String) -> Outcome {
        var waits: [Waiting] = []
        if let end = gateEnd, look.now < end { waits.append(.time(.gateHold, until: end)) }
        waits += unmet(phase, look) + open(phase.tasks, look) + roles(phase)
        guard waits.isEmpty else { return .wait(waits) }
        let evidence = criteria(phase, look)
        let rest = plan.phases.drop { $0.key != phase.key }.dropFirst()
        // A phase that the plan has moved behind this one is not gone through twice.
        guard let next = rest.first(where: { !status.passed.contains($0.key) }) else {
            return .move(
                move(
                    .succeed, to: .succeeded, at: look.now, by: author, why: "the last gate is passed",
                    evidence: evidence
                ) { $0.passed.append(phase.key) })
        }
        return .move(
            move(
                .pass, to: .waiting, at: look.now, by: author, why: "the gate is passed; next is \(next.name)",
                evidence: evidence
            ) { status in
                status.passed.append(phase.key)
                status.phase = next.key
                status.phaseSince = look.now
                status.steps = 0
                status.stepSince = nil
            })
    }

    // MARK: What a decision is made of

    /// The status after a decision.
    func move(
        _ kind: Decision.Kind, to state: RolloutState, at now: Timestamp, by author: String, why: String,
        evidence: [MetricEvidence] = [], effect: Move.Effect = .none,
        _ change: (inout RolloutStatus) -> Void = { _ in }
    ) -> Move {
        var next = status
        for index in next.decisions.indices { next.decisions[index].evidence = [] }
        next.state = state
        if state != status.state { next.since = now }
        change(&next)
        next.decisions.append(
            Decision(
                kind: kind, at: now, by: author, from: status.state, to: state, phase: status.phase,
                steps: kind == .pass ? status.steps : next.steps, why: why, evidence: evidence))
        return Move(status: next, effect: effect)
    }

    func pausing(
        _ cause: String, _ look: Look, by author: String, evidence: [MetricEvidence] = []
    ) -> Move {
        move(.pause, to: .paused, at: look.now, by: author, why: cause, evidence: evidence) { next in
            next.pause = Pause(from: status.state, cause: cause, at: look.now)
        }
    }

    private func criteria(_ phase: Phase, _ look: Look) -> [MetricEvidence] {
        phase.criteria.compactMap { look.evidence(for: .criterion($0.key)) }
    }
}
