import Communications
import Documents
import Evaluation
import FlagModel
import FlagRepository
import Git

/// What the history of a branch says for the site: commits with what they changed, states as they were, evidence of runs.
struct SiteHistory {
    /// One version of a flag's state.
    struct StateVersion: Sendable {
        let environment: EnvironmentKey
        let flag: FlagKey
        /// Nothing where it was removed or cannot be read.
        let state: FlagState?
        let isRemoved: Bool
    }

    /// What the newest decision of a run rested on.
    struct RunEvidence: Sendable {
        let environment: EnvironmentKey
        let plan: PlanKey
        let run: String
        let measured: [SiteRun.Measured]
    }

    /// One commit.
    struct Step: Sendable {
        let entry: SiteEntry
        let states: [StateVersion]
        let evidence: [RunEvidence]
    }

    let steps: [Step]
    let isCutOff: Bool

    init(_ session: Session, endingWith tip: ObjectID, isAlone: Bool) throws {
        let scan = try HistoryScan<Step>(session.location, endingWith: tip, isAlone: isAlone) { commit, touched in
            let changes = touched.flatMap { $0.changes.filter(\.isTold) }
            let states = touched.compactMap(Self.state)
            let evidence = touched.compactMap(Self.evidence)
            guard !(changes.isEmpty && states.isEmpty && evidence.isEmpty) else { return nil }
            return Step(entry: SiteEntry(commit, changes), states: states, evidence: evidence)
        }
        steps = scan.steps
        isCutOff = scan.isCutOff
    }

    private static func state(_ touched: HistoryScan<Step>.Touched) -> StateVersion? {
        guard case .state(let environment, let flag) = touched.document else { return nil }
        var findings: [Finding] = []
        let state = touched.after.flatMap { FlagState.decode($0, at: touched.document.path, into: &findings) }
        return StateVersion(environment: environment, flag: flag, state: state, isRemoved: touched.isRemoved)
    }

    private static func evidence(_ touched: HistoryScan<Step>.Touched) -> RunEvidence? {
        guard case .status(let environment, let plan) = touched.document else { return nil }
        var findings: [Finding] = []
        guard
            let status = touched.after.flatMap({ RolloutStatus.decode($0, at: touched.document.path, into: &findings) }
            ),
            let decision = status.decisions.last, !decision.evidence.isEmpty
        else { return nil }
        return RunEvidence(
            environment: environment, plan: plan, run: status.run,
            measured: decision.evidence.map {
                SiteRun.Measured(phase: decision.phase, at: decision.at, evidence: $0)
            })
    }
}

extension SiteEntry {
    init(_ commit: Commit, _ changes: [FlagChange]) {
        let details = MessageDetails(message: commit.message)
        self.init(
            commit: commit.id.hex, time: Timestamp(unixSeconds: Int(commit.committer.time)), subject: details.subject,
            author: commit.author.name, approvers: details.approvers.map(\.name), ticket: details.ticket,
            reason: details.reason,
            changes: changes.map { change in
                let report = ChangeReport(change)
                return Change(
                    environment: change.document.environment, subject: Subject(change.document), field: report.path,
                    summary: WithoutAddresses.text(report.summary))
            })
    }
}

extension SiteEntry.Subject {
    fileprivate init(_ document: DocumentKind) {
        switch document {
        case .flag(let key), .state(_, let key): self = .flag(key)
        case .cohort(_, let key): self = .cohort(key)
        case .plan(_, let key), .status(_, let key): self = .rollout(key)
        default: self = .file(document.path)
        }
    }
}
