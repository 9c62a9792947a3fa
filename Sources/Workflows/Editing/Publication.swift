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
            report.publishCommand = "git push -u origin \(report.branch)"
        }
        return report
    }

    /// The remote to publish to: the one that the branch follows, else `origin`.
    ///
    /// - Throws: a ``Failure`` where there is none, or where the branch has another name there.
    func remote() throws -> String {
        let branch = try editing.repository.currentBranch().name
        if !editing.options.propose, let upstream = try git.upstream(of: branch) {
            guard upstream.branch == branch else {
                throw Failure(
                    "other-upstream", "'\(branch.name)' follows '\(upstream.branch.name)' of '\(upstream.remote)'",
                    hint: "leave out --push and publish by hand: "
                        + "git push \(upstream.remote) \(branch.name):\(upstream.branch.name)")
            }
            return upstream.remote
        }
        guard try git.setting("remote.origin.url") != nil else {
            throw Failure("no-remote", "there is no remote 'origin'", hint: "git remote add origin URL")
        }
        return "origin"
    }

    /// Pushes; refused as non-fast-forward, it fetches and makes the edit again on the new head.
    ///
    /// - Throws: a ``Failure`` with the commit's name where it stays unpublished.
    func publish(
        _ first: Editing.Made, to remote: String, edit: (inout Draft) throws -> Editing.Intent
    ) async throws -> EditReport {
        var made = first
        for _ in 1...Self.attempts {
            let branch = made.outcome.branch
            do {
                guard try await git.push(remote: remote, branch: branch) == .nonFastForward else {
                    return try await published(made, to: remote)
                }
                let replacement = try await replacement(for: made, remote: remote, branch: branch)
                guard let again = try await editing.commit(edit, changeID: first.changeID, replacing: replacement)
                else {
                    throw NotPublished.failure(
                        made, "'\(remote)' has the same change already",
                        hint: "go over to theirs: git reset --keep \(replacement.base.abbreviated())")
                }
                made = again
            } catch {
                throw NotPublished.failure(made, error, remote: remote)
            }
        }
        throw NotPublished.failure(
            made, "others keep publishing first", hint: NotPublished.rebase(remote, made.outcome.branch))
    }

    private func published(_ made: Editing.Made, to remote: String) async throws -> EditReport {
        var report = made.report
        report.pushedTo = remote
        guard editing.options.propose else { return report }
        let command = PullRequestCommand(
            head: made.outcome.branch, base: made.outcome.review.branch, title: report.subject,
            body: editing.options.reason ?? report.subject)
        do throws(GitError) {
            report.pullRequest = try await git.open(command)
        } catch {
            // The proposal is published all the same.
            let why = if case .remoteFailed(let text) = error { text } else { error.message }
            report.notes.append("the pull request was not opened: \(why)")
        }
        if report.pullRequest == nil {
            report.pullRequestCommand = command.words.map(shellQuoted).joined(separator: " ")
        }
        return report
    }

    /// Only this one commit may be unpublished: others are not ours to move.
    private func replacement(
        for made: Editing.Made, remote: String, branch: BranchName
    ) async throws -> Transaction.Replacement {
        guard let commit = made.outcome.commit, !editing.options.propose,
            let tip = try await git.fetch(remote: remote, branch: branch),
            let parent = made.outcome.review.base.commit, try git.isAncestor(parent, of: tip)
        else {
            throw NotPublished.failure(
                made, "'\(remote)' has commits that are not here, and there are more of yours than this one",
                hint: NotPublished.rebase(remote, branch))
        }
        return Transaction.Replacement(commit: commit, base: tip)
    }
}

/// Failures after the commit was made: they say that it is there.
private enum NotPublished {
    static func failure(_ made: Editing.Made, _ why: String, hint: String) -> Failure {
        Failure("not-published", "\(text(made)): \(why)", hint: hint, status: .conflict)
    }

    /// What went wrong on the way, with the way out for a commit that is there.
    static func failure(_ made: Editing.Made, _ error: any Error, remote: String) -> Failure {
        let inner = Failure(error)
        if inner.code == "not-published" { return inner }
        switch error {
        case GitError.remoteFailed, GitError.programFailed:
            return Failure(
                "not-published", "\(text(made)): \(inner.message)",
                hint: "publish it once that is mended: git push \(remote) \(made.outcome.branch)", status: inner.status)
        case is GitError: return failure(made, inner.message, hint: rebase(remote, made.outcome.branch))
        default:
            let commit = made.outcome.commit?.abbreviated() ?? "HEAD"
            return Failure(
                "not-published", "\(text(made)): others published first, and on top of that: \(inner.message)",
                hint: "take it back and see theirs: git reset --keep \(commit)^ && git pull", status: .conflict,
                findings: inner.findings)
        }
    }

    static func rebase(_ remote: String, _ branch: BranchName) -> String {
        "git pull --rebase \(remote) \(branch) && git push \(remote) \(branch)"
    }

    private static func text(_ made: Editing.Made) -> String {
        "\(made.outcome.commit?.abbreviated() ?? "nothing") is committed here but not published"
    }
}
