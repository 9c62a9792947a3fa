import Testing
import TestSupport

@testable import Git

extension GitFixture {
    /// Opens the repository, or a folder inside, with these variables changed.
    func open(_ inside: String = "", _ changes: [String: String?] = [:]) throws(GitError) -> Repository {
        var variables = environment
        for (name, value) in changes { variables[name] = value }
        let place = inside.hasPrefix("/") ? inside : inside.isEmpty ? path : path + "/" + inside
        return try Repository.open(GitLocation(path: place, environment: variables))
    }

    func tip(_ revision: String = "HEAD") async throws -> ObjectID {
        try #require(ObjectID(hex: try await git("rev-parse", revision)))
    }
}

extension Repository {
    /// Commits edits on top of a branch without moving it.
    func commitEdits(
        _ edits: [String: String?], on parent: ObjectID?, message: String = "Edit"
    ) async throws -> ObjectID {
        var list: [TreeEdit] = []
        for (path, text) in edits.sorted(by: { $0.key < $1.key }) {
            if let text {
                list.append(.put(path: path, try writeBlob(Array(text.utf8)), .regular))
            } else {
                list.append(.remove(path: path))
            }
        }
        let base = try parent.map { try commit($0).tree }
        let tree = try writeTree(base: base, edits: list)
        return try await writeCommit(
            tree: tree, parents: parent.map { [$0] } ?? [], message: message, author: author(), committer: committer(),
            signer: nil)
    }

    /// Publishes edits on a branch as flagctl does and gives the commit.
    @discardableResult
    func edit(_ edits: [String: String?], on name: String = "main", message: String = "Edit") async throws -> ObjectID {
        let branch = try BranchName(name)
        let old = try self.branch(branch)
        let new = try await commitEdits(edits, on: old, message: message)
        let lock = try lock()
        try publish(
            commit: new, on: branch, from: old, paths: Array(edits.keys), message: "flagctl: \(message)",
            by: committer(), lock: lock)
        return new
    }
}

/// What a call throws, or a failure of the test when it throws nothing.
func error<T>(_ body: () throws(GitError) -> T, at place: SourceLocation = #_sourceLocation) -> GitError? {
    do throws(GitError) {
        _ = try body()
        Issue.record("nothing was thrown", sourceLocation: place)
        return nil
    } catch { return error }
}
