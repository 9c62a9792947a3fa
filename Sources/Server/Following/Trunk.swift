import FlagRepository
import Git

/// The branch that is followed: in this repository, or fetched from its remote again and again.
struct Trunk {
    let repository: FlagRepository
    let name: BranchName
    /// The remote that it is fetched from; nothing where the branch of this repository is followed.
    let remote: String?

    /// The branch of a name, or the one that HEAD names.
    init(_ repository: FlagRepository, branch: String?, isFetched: Bool) throws {
        self.repository = repository
        let name: BranchName
        if let branch {
            name = try BranchName(branch)
        } else {
            name = try repository.currentBranch().name
        }
        self.name = name
        remote = isFetched ? try repository.git.upstream(of: name)?.remote ?? "origin" : nil
    }

    /// The newest commit that this repository knows of; nothing where there is no such branch.
    func tip() throws -> ObjectID? {
        if let remote, let fetched = try repository.git.target(of: "refs/remotes/\(remote)/\(name)") { return fetched }
        return try repository.git.branch(name)
    }

    /// Fetches the branch and gives its newest commit; nothing where the remote has no such branch.
    ///
    /// - Throws: ``GitError/remoteFailed(_:)``.
    func fetch() async throws -> ObjectID? {
        guard let remote else { return try tip() }
        return try await repository.git.fetch(remote: remote, branch: name)
    }
}
