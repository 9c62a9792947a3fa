extension Repository {
    /// The commits that a merge brings in: those behind its second and later parents, up to commits of `chain`.
    ///
    /// - Throws: ``GitError``; ``GitError/notAllowed(_:hint:)`` for more than `limit` of them.
    public func commits(
        mergedBy merge: StrictCommit, into chain: Set<ObjectID>, limit: Int = 100_000
    ) throws(GitError) -> [StrictCommit] {
        let boundary = try shallowBoundary()
        var queue = merge.parents.dropFirst().filter { !chain.contains($0) }
        var seen = Set(queue)
        var found: [StrictCommit] = []
        while let id = queue.popLast() {
            let commit = try strictCommit(id)
            found.append(commit)
            guard found.count <= limit else {
                throw .notAllowed("merge '\(merge.id)' brings in more than \(limit) commits", hint: nil)
            }
            if boundary.contains(id) { continue }
            for parent in commit.parents where !chain.contains(parent) && seen.insert(parent).inserted {
                queue.append(parent)
            }
        }
        return found
    }
}
