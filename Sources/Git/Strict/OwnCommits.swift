extension Repository {
    /// The commits behind one that are not behind another, oldest first where history is a line.
    ///
    /// - Throws: ``GitError``.
    public func strictCommits(of head: ObjectID, notIn base: ObjectID) throws(GitError) -> [StrictCommit] {
        var found: [StrictCommit] = []
        var queue = [head]
        var seen = Set(queue)
        while let id = queue.popLast() {
            if try isAncestor(id, of: base) { continue }
            let commit = try strictCommit(id)
            found.append(commit)
            queue += commit.parents.filter { seen.insert($0).inserted }
        }
        return found.reversed()
    }
}
