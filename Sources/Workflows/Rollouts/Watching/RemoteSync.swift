import FlagModel
import FlagRepository
import Git

/// Keeps a watcher's branch and the remote's together.
struct RemoteSync {
    let repository: FlagRepository
    let remote: String
    let session: Session

    private var git: Repository { repository.git }

    init(_ editing: Editing) throws {
        repository = editing.repository
        session = editing.session
        remote = try Publication(editing: editing).remote()
    }

    /// Takes over what others published.
    ///
    /// A watcher's own commits that nobody has yet give way to the remote's: their decisions are made again, on what is
    /// there now. Commits of people are never moved.
    ///
    /// - Returns: whether decisions of an earlier look are here and not there, and nothing of people's.
    /// - Throws: a ``Failure`` where the branches went apart otherwise.
    @discardableResult
    func pull() async throws -> Bool {
        let (branch, head) = try repository.currentBranch()
        guard let tip = try await git.fetch(remote: remote, branch: branch), tip != head else { return false }
        if try git.isAncestor(tip, of: head) { return try onlyDecisions(head, notIn: tip) }
        let isBehind = try git.isAncestor(head, of: tip)
        guard try isBehind || onlyDecisions(head, notIn: tip) else {
            throw Failure(
                "diverged", "'\(branch.name)' and that of '\(remote)' went apart",
                hint: "bring them together: git pull --rebase \(remote) \(branch)", status: .conflict)
        }
        let lock = try git.lock()
        defer { withExtendedLifetime(lock) {} }
        let paths = try git.changes(from: git.commit(head).tree, to: git.commit(tip).tree).map(\.path)
        try git.publish(
            commit: tip, on: branch, from: head, paths: paths, message: "flagctl: watch takes over \(remote)",
            by: git.author(now: session.moment), lock: lock)
        return false
    }

    /// Publishes the branch; false where others published first.
    func push() async throws -> Bool {
        let (branch, head) = try repository.currentBranch()
        do {
            return try await git.push(remote: remote, branch: branch) != .nonFastForward
        } catch GitError.remoteFailed(let complaint) {
            // Who pushes at the same moment is told that a reference is locked, not that it has moved.
            guard let tip = try await git.fetch(remote: remote, branch: branch), try !git.isAncestor(tip, of: head)
            else {
                throw GitError.remoteFailed(complaint)
            }
            return false
        }
    }

    /// Whether every commit that the remote does not have is a decision of a watcher.
    private func onlyDecisions(_ head: ObjectID, notIn tip: ObjectID) throws -> Bool {
        try git.strictCommits(of: head, notIn: tip).allSatisfy { commit in
            let operation = MessageDetails(message: commit.message).operation ?? ""
            return [RunSteps.operation, DeliverMessages.operation].contains { operation.hasPrefix($0) }
        }
    }
}
