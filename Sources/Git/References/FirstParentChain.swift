/// Walks a branch's history along first parents, newest first, reading one commit at a time.
public struct FirstParentChain {
    private let repository: Repository
    private var shallow: Set<ObjectID>?
    private var following: ObjectID?
    /// Whether the chain ended where a shallow clone cut history off, so that there is more than could be read.
    public private(set) var endedAtShallowBoundary = false

    init(_ repository: Repository, from: ObjectID) {
        self.repository = repository
        following = from
    }

    /// The next commit; nil at the root or at a shallow boundary. A commit that is missing otherwise is an error.
    public mutating func next() throws(GitError) -> Commit? {
        guard let id = following else { return nil }
        let boundary = if let shallow { shallow } else { try repository.shallowBoundary() }
        shallow = boundary
        let commit = try repository.commit(id)
        if boundary.contains(id) {
            endedAtShallowBoundary = true
            following = nil
        } else {
            following = commit.parents.first
        }
        return commit
    }
}
