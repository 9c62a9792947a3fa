import Git

/// The first-parent chain that a walk goes along, oldest first, read from raw commits.
struct Chain {
    /// The commits, beginning with the first one or with the one that a checkpoint names.
    private(set) var commits: [StrictCommit] = []
    /// Whether it begins where a shallow clone cut history off.
    private(set) var isCutOff = false
    /// A commit that nobody can read; the chain begins after it.
    private(set) var unreadable: (commit: ObjectID, why: String)?

    /// Walks back from a tip to the first commit, or to `stop` where that comes earlier.
    init(_ git: Repository, to tip: ObjectID, from stop: ObjectID?) throws(GitError) {
        let boundary = try git.shallowBoundary()
        var following: ObjectID? = tip
        while let id = following {
            do throws(GitError) {
                commits.append(try git.strictCommit(id))
            } catch {
                guard case .corrupt(let why) = error else { throw error }
                unreadable = (id, why)
                break
            }
            if id == stop { break }
            if boundary.contains(id) {
                isCutOff = true
                break
            }
            following = commits.last?.parents.first
        }
        commits.reverse()
    }
}
