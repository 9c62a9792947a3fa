import Communications
import FlagModel
import Rollouts

/// Which changes a message tells of.
struct RecentChanges: Hashable {
    /// Where.
    let environment: EnvironmentKey
    /// Of these flags only; of all, and of everything else, where none is named.
    var flags: Set<FlagKey> = []
    /// Since when.
    let since: Timestamp
    /// The run of a plan whose own steps are told in the plan's words.
    var run: Run?

    /// A plan's run.
    struct Run: Hashable {
        let plan: RolloutPlan
        let status: RolloutStatus
    }

    /// How far back a message that does not come again looks where no run has begun, in seconds: a week.
    private static let lookBack = 7 * 86400
    private static let limit = 50

    /// Everything in an environment since a moment.
    init(in environment: EnvironmentKey, since: Timestamp) {
        self.environment = environment
        self.since = since
    }

    /// What a message that does not come again tells of: what changed the plan's flags since the run was started.
    init(of messages: PlanMessages, now: Timestamp) {
        environment = messages.environment
        flags = Set(messages.plan.flags)
        if let status = messages.status, let started = messages.started, !messages.schedule.isBeforeStart {
            since = started
            run = Run(plan: messages.plan, status: status)
        } else {
            since = now.advanced(by: -Self.lookBack)
        }
    }

    /// Reads them, newest first.
    func read(_ session: Session) async throws -> [MessageFacts.RecentChange] {
        let log = try await ShowLog(
            flags.map(\.text).sorted(), in: environment.text, limit: Self.limit,
            since: Timestamp(unixSeconds: since.unixSeconds).text
        ).run(session)
        return log.steps.filter { !$0.changes.isEmpty }.compactMap { step in
            guard let time = Timestamp(step.commit.time) else { return nil }
            let own = Set(step.changes.filter { $0.subjectKind == "flag" }.map(\.subject))
            return MessageFacts.RecentChange(
                time: time, what: run?.words(of: step.commit) ?? step.commit.subject, author: step.commit.author.name,
                approvers: step.commit.approvers.map(\.name), flag: own.count == 1 ? FlagKey(own.first ?? "") : nil)
        }
    }
}

extension RecentChanges.Run {
    /// What a step of the run set, as the plan calls it; nothing of other commits.
    fileprivate func words(of commit: CommitReport) -> String? {
        let step = status.decisions.last { decision in
            decision.kind == .step && commit.subject == "Rollout \(plan.key): \(decision.subject)"
        }
        return step.map { "\(plan.phase($0.phase)?.name ?? $0.phase.text): \($0.why)" }
    }
}
