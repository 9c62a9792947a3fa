import FlagRepository
import Git
import Governance

/// Commits statements, and nothing else, to a branch.
struct StatementFiling {
    let session: Session
    let repository: FlagRepository

    /// Adds the statement's files on top of a branch; the work tree follows where it is the current one.
    func file(_ new: NewStatement, on branch: BranchName, at head: ObjectID, subject: String) async throws -> ObjectID {
        try await file(
            [new], on: branch, at: head, subject: subject, operation: new.statement.role.rawValue,
            ticket: new.statement.ticket, reason: new.statement.reason)
    }

    /// The same for several statements in one commit.
    func file(
        _ new: [NewStatement], on branch: BranchName, at head: ObjectID, subject: String, operation: String,
        ticket: String? = nil, reason: String? = nil
    ) async throws -> ObjectID {
        let git = repository.git
        let lock = try git.lock()
        defer { withExtendedLifetime(lock) {} }
        let edits = try new.flatMap(\.files).map { TreeEdit.put(path: $0.path, try git.writeBlob($0.bytes), .regular) }
        let tree = try git.writeTree(base: git.commit(head).tree, edits: edits)
        let author = try git.author(now: session.moment)
        var trailers = [Trailer(key: TrailerKey.operation, value: operation)]
        if let ticket { trailers.append(Trailer(key: TrailerKey.ticket, value: ticket)) }
        let message = ChangeMessage(subject: subject, reason: reason, trailers: trailers)
        let commit = try await git.writeCommit(
            tree: tree, parents: [head], message: message.text, author: author,
            committer: git.committer(now: session.moment), signer: git.commitSigner())
        try git.publish(
            commit: commit, on: branch, from: head, paths: [], message: "flagctl: \(subject)", by: author, lock: lock)
        return commit
    }
}
