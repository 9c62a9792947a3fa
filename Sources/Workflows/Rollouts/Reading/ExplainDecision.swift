import FlagModel
import FlagRepository
import Git
import Governance
import Rollouts

/// Decides again what a commit decided about runs of rollouts, on the evidence that it kept.
public struct ExplainDecision: Sendable {
    /// The commit, as typed.
    public var commit: String

    /// Names the commit.
    public init(_ commit: String) { self.commit = commit }

    /// Reads the commit and the one before it.
    ///
    /// - Throws: a failure that ``Failure/init(_:)`` describes; `no-decision` where no status changes.
    public func run(_ session: Session) throws -> ExplanationReport {
        let repository = try session.repository()
        let git = repository.git
        let commit = try git.commit(git.commitID(of: commit))
        guard let parent = commit.parents.first else { throw nothing(commit) }
        let (before, after) = (try repository.snapshot(at: parent), try repository.snapshot(at: commit.id))
        let paths = try repository.changedPaths(from: before, to: after)
        let statuses = paths.compactMap { path -> (EnvironmentKey, PlanKey)? in
            if case .status(let environment, let plan) = DocumentKind(path: path) { (environment, plan) } else { nil }
        }
        guard !statuses.isEmpty else { throw nothing(commit) }
        var replay = DecisionReplay(
            commit: commit, before: before, after: after, draft: try repository.draft(at: parent))
        let decisions = try statuses.map { try replay.decision(of: $1, in: $0) }
        return ExplanationReport(
            commit: commit.id.hex, subject: commit.subject, author: commit.author.text, decisions: decisions,
            differences: try replay.differences(in: repository, at: paths))
    }

    private func nothing(_ commit: Commit) -> Failure {
        Failure(
            "no-decision", "commit \(commit.id.abbreviated()) decides nothing about a rollout",
            hint: "see what does: flagctl log; and where a run stands: flagctl rollout list")
    }
}
