import FlagModel
import FlagRepository
import Git
import Governance
import Rollouts

/// Commits what a run does next, one decision a commit.
struct RunSteps {
    let editing: Editing
    let session: Session

    init(_ session: Session, _ options: EditOptions) throws {
        self.session = session
        editing = try Editing(session: session, options: options)
    }

    /// What is known of a run from outside of the documents.
    struct Knowledge {
        var evidence: [MetricEvidence] = []
        /// What was before the phase that is about to begin; it begins when nothing of that is missing.
        var baselines: [Baseline] = []
        /// The status that it is about; a run that moved meanwhile is left alone.
        var status: RolloutStatus?
        /// Whether steps may be made; guards always act.
        var mayRaise = true
        /// Whether only what guards and rollbacks do is done now.
        var onlyGuards = false
    }

    /// Makes the run's next move, if there is one, and publishes it where that is asked for.
    ///
    /// - Returns: the report of the commit; nothing where the run stays.
    func next(
        _ plan: String, in environment: String, by author: String = Decision.automation,
        knowing: Knowledge = Knowledge()
    ) async throws -> EditReport? {
        let report = try await editing.run { draft in try move(plan, environment, author, knowing, &draft) }
        return report.isEmpty ? nil : report
    }

    /// The same without publishing.
    func commit(
        _ plan: PlanKey, in environment: EnvironmentKey, knowing: Knowledge
    ) async throws -> Editing.Made? {
        try await editing.commit(
            { draft in try move(plan.text, environment.text, Decision.automation, knowing, &draft) },
            changeID: session.changeID(), replacing: nil)
    }

    private func move(
        _ plan: String, _ environment: String, _ author: String, _ knowing: Knowledge, _ draft: inout Draft
    ) throws -> Editing.Intent {
        let environment = try draft.base.environmentKey(environment)
        let key = try draft.base.planKey(plan, in: environment)
        let run = try draft.base.requireRun(of: key, in: environment, active: false)
        let still = Editing.Intent(subject: "Rollout \(key): stays", operation: "rollout")
        guard knowing.status == nil || knowing.status == run.status else { return still }
        let look = try draft.base.look(
            at: run, in: environment, now: session.now, evidence: knowing.evidence, baselines: knowing.baselines)
        guard case .move(let move) = run.next(look, by: author) else { return still }
        if case .assign = move.effect, !knowing.mayRaise { return still }
        if move.decision.kind == .begin, !run.hasBaselines(among: knowing.baselines) { return still }
        if knowing.onlyGuards, !move.decision.kind.isRetreat { return still }
        return try draft.intent(
            of: move, key, environment,
            operation: (author == Decision.automation ? Self.operation : "rollout-") + move.decision.kind.rawValue,
            isUrgent: true)
    }

    /// What the trailer of a decision that nobody typed begins with.
    static let operation = "watch-"
}

extension Rollout {
    /// Whether everything is known that its phase compares with what was before it.
    fileprivate func hasBaselines(among known: [Baseline]) -> Bool {
        baselineSubjects.allSatisfy { subject in
            known.contains { $0.phase == status.phase && $0.subject == subject }
        }
    }
}

extension Decision.Kind {
    /// Whether it takes exposure down or holds the run, which waits for nothing.
    fileprivate var isRetreat: Bool {
        switch self {
        case .rollback, .rung, .pause: true
        default: false
        }
    }
}
