import FlagModel
public import Git

/// A flag repository: the git repository that holds it and the snapshots of its commits.
public final class FlagRepository {
    /// The git repository.
    public let git: Repository

    /// Opens the repository that `location` lies in.
    ///
    /// - Throws: ``GitError``.
    public init(opening location: GitLocation) throws(GitError) {
        git = try Repository.open(location)
    }

    /// The branch that HEAD names and its commit.
    ///
    /// - Throws: ``GitError/unbornBranch`` or ``GitError/detachedHead``.
    public func currentBranch() throws(GitError) -> (name: BranchName, commit: ObjectID) {
        switch try git.head() {
        case .branch(let name, let commit): return (name, commit)
        case .unborn(let name): throw .unbornBranch(name: name.name)
        case .detached(let commit): throw .detachedHead(commit)
        }
    }

    /// The commit that HEAD names, on a branch or not.
    public func headCommit() throws(GitError) -> ObjectID {
        switch try git.head() {
        case .branch(_, let commit), .detached(let commit): return commit
        case .unborn(let name): throw .unbornBranch(name: name.name)
        }
    }

    /// The documents at HEAD.
    public func head() throws(GitError) -> Snapshot { try snapshot(at: headCommit()) }

    /// The documents at a commit.
    public func snapshot(at commit: ObjectID) throws(GitError) -> Snapshot {
        Snapshot(git: git, commit: commit, tree: try git.commit(commit).tree)
    }

    /// The documents of a tree that a commit on top of `commit` would have.
    public func snapshot(at commit: ObjectID, with tree: ObjectID) -> Snapshot {
        Snapshot(git: git, commit: commit, tree: tree)
    }

    func snapshotOrEmpty(at commit: ObjectID?) throws(GitError) -> Snapshot {
        guard let commit else { return Snapshot(git: git, commit: nil, tree: nil) }
        return try snapshot(at: commit)
    }

    /// An empty draft on the documents at a commit.
    public func draft(at commit: ObjectID) throws(GitError) -> Draft { Draft(base: try snapshot(at: commit)) }
}

extension FlagRepository {
    /// The paths of the documents' files that differ between two snapshots, sorted.
    public func changedPaths(from base: Snapshot, to result: Snapshot) throws -> [String] {
        try git.changes(from: base.tree, to: result.tree, under: Self.documentFolders).map(\.path)
    }

    /// The typed changes between the documents of two snapshots, by path and field.
    public func changes(from base: Snapshot, to result: Snapshot) throws -> [FlagChange] {
        try changes(from: base, to: result, at: changedPaths(from: base, to: result))
    }

    /// The same for paths that are known to be all that differ.
    public func changes(from base: Snapshot, to result: Snapshot, at paths: [String]) throws -> [FlagChange] {
        try paths.compactMap { DocumentKind(path: $0) }.flatMap { kind in
            FlagChange.between(try base.valueForHistory(kind), try result.valueForHistory(kind), document: kind)
        }
    }
}
