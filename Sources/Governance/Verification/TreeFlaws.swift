import FlagRepository
import Git

/// The flaws of the trees along a chain, step by step.
struct TreeFlaws: Sendable {
    private var found: [ObjectID: [ObjectFlaw]] = [:]

    /// A walk that is shorter is not worth a handle of its own.
    static let shortest = 500

    /// What a step brings in.
    func of(_ commit: ObjectID) -> [ObjectFlaw] { found[commit] ?? [] }

    /// Looks at the folders that differ from step to step.
    init(_ git: Repository, along chain: [StrictCommit]) throws(GitError) {
        var inspection = TreeInspection(git)
        for (parent, commit) in zip(chain, chain.dropFirst()) where parent.tree != commit.tree {
            let flaws = try inspection.flaws(
                in: commit.tree, since: parent.tree, folders: Scope.folders, executablesIn: "hooks")
            if !flaws.isEmpty { found[commit.id] = flaws }
        }
    }

    /// The same on a thread and with a handle of its own: nothing else depends on it.
    @concurrent static func find(at location: GitLocation, along chain: [StrictCommit]) async throws -> TreeFlaws {
        try TreeFlaws(FlagRepository(opening: location).git, along: chain)
    }
}
