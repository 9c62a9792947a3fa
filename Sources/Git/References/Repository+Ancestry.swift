import CLibgit2

extension Repository {
    /// The first-parent history that starts with a commit; nothing is read before its first step.
    public func firstParents(from id: ObjectID) -> FirstParentChain { FirstParentChain(self, from: id) }

    /// The commits whose parents a shallow clone left out.
    public func shallowBoundary() throws(GitError) -> Set<ObjectID> {
        let path = commonDirectory + "/shallow"
        guard let text = try FileSystem.text(path) else { return [] }
        var ids: Set<ObjectID> = []
        for line in text.split(separator: "\n") {
            guard let id = ObjectID(hex: String(line)) else { throw .corrupt("'\(path)' holds the line '\(line)'") }
            ids.insert(id)
        }
        return ids
    }

    /// The best common ancestor of two commits; nil when their histories share nothing.
    public func mergeBase(_ a: ObjectID, _ b: ObjectID) throws(GitError) -> ObjectID? {
        if a == b { return a }
        for id in [a, b] where try !contains(id) { throw .missingObject(id, what: "commit") }
        if isShallow { return try shallowMergeBase(a, b) }
        var (first, second, result) = (a.oid, b.oid, git_oid())
        let code = attempt { git_merge_base(&result, pointer, &first, &second) }
        if code >= 0 { return ObjectID(result) }
        let failure = LibraryFailure(code: code)
        if code == GIT_ENOTFOUND.rawValue, failure.kind == GIT_ERROR_MERGE { return nil }
        let error = failure.error(at: commonDirectory)
        guard case .other(_, _, let text) = error else { throw error }
        throw .corrupt("the history of '\(a)' and '\(b)' has a gap: \(text)")
    }

    /// Whether `a` is `b` or one of the commits that `b` follows.
    public func isAncestor(_ a: ObjectID, of b: ObjectID) throws(GitError) -> Bool { try mergeBase(a, b) == a }

    /// libgit2 1.5 does not know where a shallow clone ends, so the histories are walked here.
    private func shallowMergeBase(_ a: ObjectID, _ b: ObjectID) throws(GitError) -> ObjectID? {
        let boundary = try shallowBoundary()
        let known = Set(try ancestors(of: a, boundary: boundary))
        let common = try ancestors(of: b, boundary: boundary).filter(known.contains)
        // The best one is no ancestor of another common one.
        var lesser: Set<ObjectID> = []
        for id in common where !lesser.contains(id) {
            lesser.formUnion(try ancestors(of: id, boundary: boundary).dropFirst())
        }
        return common.first { !lesser.contains($0) }
    }

    private func ancestors(of id: ObjectID, boundary: Set<ObjectID>) throws(GitError) -> [ObjectID] {
        var queue = [id]
        var seen: Set<ObjectID> = [id]
        var index = 0
        while index < queue.count {
            let commit = try commit(queue[index])
            index += 1
            if boundary.contains(commit.id) { continue }
            for parent in commit.parents where seen.insert(parent).inserted { queue.append(parent) }
        }
        return queue
    }
}
