import FlagRepository
import Git

/// Publishing a commit with the system's git.
struct Publication {
    let editing: Editing

    /// How often an edit is made again because somebody else published first.
    private static let attempts = 5

    private var git: Repository { editing.repository.git }

    /// Says how a proposal that stays here can be published.
    func unpublished(_ made: Editing.Made) -> EditReport {
        var report = made.report
        if editing.options.propose, !editing.options.dryRun {
            report.publishCommand = pushCommand(made.outcome.branch)
        }
        return report
    }

    /// Pushes; refused as non-fast-forward, it fetches and makes the edit again on the new head.
    ///
    /// - Throws: a ``Failure`` with the commit's name where it stays unpublished.
    func publish(
        _ first: Editing.Made, edit: (inout Draft) throws -> Editing.Intent
    ) async throws -> EditReport {
        var made = first
        do {
            for _ in 1...Self.attempts {
                let (remote, branch) = try destination(of: made)
                switch try await git.push(remote: remote, branch: branch) {
                case .done, .upToDate: return try await published(made, to: remote)
                case .nonFastForward:
                    let replacement = try await replacement(for: made, remote: remote, branch: branch)
                    guard let again = try await editing.commit(edit, replacing: replacement) else {
                        throw failure(made, "'\(remote)' has the same change already", hint: "git reset --keep @{u}")
                    }
                    made = again
                }
            }
        } catch let error as GitError {
            throw failure(
                made, error.message, hint: "publish it later: \(pushCommand(made.outcome.branch))", status: .refused)
        }
        throw failure(made, "others keep publishing first", hint: "git pull --rebase && git push")
    }

    /// What publishes a branch by hand.
    private func pushCommand(_ branch: BranchName) -> String {
        "git push \(editing.options.propose ? "-u " : "")origin \(branch.name)"
    }

    private func published(_ made: Editing.Made, to remote: String) async throws -> EditReport {
        var report = made.report
        report.pushedTo = remote
        guard editing.options.propose else { return report }
        let command = PullRequestCommand(
            head: made.outcome.branch, base: made.outcome.review.branch, title: report.subject,
            body: editing.options.reason ?? report.subject)
        if let address = try await git.open(command) {
            report.pullRequest = address
        } else {
            report.pullRequestCommand = command.words.map(shellQuoted).joined(separator: " ")
        }
        return report
    }

    private func destination(of made: Editing.Made) throws -> (String, BranchName) {
        let branch = made.outcome.branch
        if editing.options.propose { return ("origin", branch) }
        guard let upstream = try git.upstream(of: branch) else { return ("origin", branch) }
        guard upstream.branch == branch else {
            throw failure(
                made, "'\(branch.name)' follows '\(upstream.branch.name)' of '\(upstream.remote)'",
                hint: "git push \(upstream.remote) \(branch.name):\(upstream.branch.name)", status: .refused)
        }
        return (upstream.remote, upstream.branch)
    }

    /// Only this one commit may be unpublished: others are not ours to move.
    private func replacement(
        for made: Editing.Made, remote: String, branch: BranchName
    ) async throws -> Transaction.Replacement {
        guard let commit = made.outcome.commit, !editing.options.propose,
            let tip = try await git.fetch(remote: remote, branch: branch),
            let parent = made.outcome.review.base.commit, try git.isAncestor(parent, of: tip)
        else {
            throw failure(
                made, "'\(remote)' has commits that are not here, and there are more of yours than this one",
                hint: "git pull --rebase \(remote) \(branch.name) && git push \(remote) \(branch.name)")
        }
        return Transaction.Replacement(commit: commit, base: tip)
    }

    private func failure(
        _ made: Editing.Made, _ why: String, hint: String, status: ExitStatus = .conflict
    ) -> Failure {
        let commit = made.outcome.commit?.abbreviated() ?? "nothing"
        return Failure(
            "not-published", "\(commit) is committed here but not published: \(why)", hint: hint, status: status)
    }
}
