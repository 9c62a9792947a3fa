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
        var old = try TreeCursor(repository, from)
        var new = try TreeCursor(repository, to)
        while true {
            try TreeCursor.skipWhatIsEqual(&old, &new)
            guard old.place != nil || new.place != nil else { return }
            let order = old.order(new)
            try record(
                order <= 0 ? old.entry : nil, order >= 0 ? new.entry : nil, prefix: prefix, depth: depth,
                into: &changes)
            if order <= 0 { try old.advance() }
            if order >= 0 { try new.advance() }
        }
    }

    private func record(
        _ before: TreeEntry?, _ after: TreeEntry?, prefix: String, depth: Int, into changes: inout [PathChange]
    ) throws(GitError) {
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

/// A place in a tree that moves from entry to entry; the empty tree's is past its end.
private struct TreeCursor {
    private let tree: StoredTree?
    private(set) var place: StoredTree.Place?

    init(_ repository: Repository, _ id: ObjectID?) throws(GitError) {
        tree = try id.map { (id) throws(GitError) in try repository.storedTree(id) }
        place = try tree?.place(at: 0)
    }

    mutating func advance() throws(GitError) {
        guard let place else { return }
        self.place = try tree?.place(at: place.end)
    }

    var entry: TreeEntry? { place.flatMap { place in tree?.entry(place) } }

    /// Which of two cursors is at the earlier name; one past its end is later than all.
    func order(_ other: TreeCursor) -> Int {
        guard let tree, let place else { return 1 }
        guard let otherTree = other.tree, let otherPlace = other.place else { return -1 }
        return tree.order(place, otherTree, otherPlace)
    }

    /// Moves two cursors past the entries that are the same to the byte.
    static func skipWhatIsEqual(_ one: inout TreeCursor, _ other: inout TreeCursor) throws(GitError) {
        guard let tree = one.tree, let place = one.place, let otherTree = other.tree, let otherPlace = other.place
        else { return }
        let count = try tree.equalBytes(from: place.start, otherTree, from: otherPlace.start)
        guard count > 0 else { return }
        one.place = try tree.place(at: place.start + count)
        other.place = try otherTree.place(at: otherPlace.start + count)
    }
}
