import CLibgit2

extension Repository {
    /// The files that differ between two trees (nil is the empty one), sorted by path.
    ///
    /// Equal subtrees are not read, so the cost follows the change. `under` restricts it to these files and folders.
    public func changes(
        from: ObjectID?, to: ObjectID?, under: [String] = []
    ) throws(GitError) -> [PathChange] {
        var changes: [PathChange] = []
        let comparison = TreeComparison(repository: self, prefixes: under.map(TreeComparison.folder))
        try comparison.compare(from, to, prefix: "", depth: 0, into: &changes)
        return changes
    }
}

/// Walks two trees side by side.
private struct TreeComparison {
    let repository: Repository
    let prefixes: [String]

    /// A prefix with the slash that makes it end at a component's border.
    static func folder(_ path: String) -> String { path.isEmpty || path.hasSuffix("/") ? path : path + "/" }

    func compare(
        _ from: ObjectID?, _ to: ObjectID?, prefix: String, depth: Int, into changes: inout [PathChange]
    ) throws(GitError) {
        if from == to { return }
        guard depth < Repository.deepest else { throw .corrupt("folder '\(prefix)' is nested too deeply") }
        let old = try from.map { (id) throws(GitError) in try OpenTree(repository, id) }
        let new = try to.map { (id) throws(GitError) in try OpenTree(repository, id) }
        var (i, j) = (0, 0)
        while true {
            let (before, after) = (old?.entry(i), new?.entry(j))
            let order: CInt
            switch (before, after) {
            case (nil, nil): return
            case (_?, nil): order = -1
            case (nil, _?): order = 1
            // The order of trees: a folder's name counts with a slash at its end.
            case (let before?, let after?): order = git_tree_entry_cmp(before, after)
            }
            if order <= 0 { i += 1 }
            if order >= 0 { j += 1 }
            let pair = (order <= 0 ? before : nil, order >= 0 ? after : nil)
            if let before = pair.0, let after = pair.1, OpenTree.same(before, after) { continue }
            try record(pair.0, pair.1, prefix: prefix, depth: depth, into: &changes)
        }
    }

    private func record(
        _ old: OpaquePointer?, _ new: OpaquePointer?, prefix: String, depth: Int, into changes: inout [PathChange]
    ) throws(GitError) {
        let before = try old.map { (entry) throws(GitError) in try TreeEntry(entry) }
        let after = try new.map { (entry) throws(GitError) in try TreeEntry(entry) }
        let path = prefix + (before?.name ?? after?.name ?? "")
        let folders = (before?.mode == .tree ? before?.id : nil, after?.mode == .tree ? after?.id : nil)
        if folders.0 != nil || folders.1 != nil {
            let inside = path + "/"
            guard prefixes.isEmpty || prefixes.contains(where: { $0.hasPrefix(inside) || inside.hasPrefix($0) }) else {
                return
            }
            try compare(folders.0, folders.1, prefix: inside, depth: depth + 1, into: &changes)
            return
        }
        guard prefixes.isEmpty || prefixes.contains(where: { $0 == path + "/" || path.hasPrefix($0) }) else { return }
        changes.append(PathChange(path: path, before: before, after: after))
    }
}

/// A tree that stays open while its entries are compared.
private final class OpenTree {
    private let pointer: OpaquePointer
    private let repository: Repository
    private let count: Int

    init(_ repository: Repository, _ id: ObjectID) throws(GitError) {
        self.repository = repository
        pointer = try repository.object(id, GIT_OBJECT_TREE, "tree")
        count = git_tree_entrycount(pointer)
    }

    deinit { git_tree_free(pointer) }

    func entry(_ index: Int) -> OpaquePointer? {
        index < count ? git_tree_entry_byindex(pointer, index) : nil
    }

    static func same(_ a: OpaquePointer, _ b: OpaquePointer) -> Bool {
        git_oid_equal(git_tree_entry_id(a), git_tree_entry_id(b)) == 1
            && git_tree_entry_filemode_raw(a) == git_tree_entry_filemode_raw(b)
    }
}
