import CLibgit2

extension Repository {
    /// The entries of a tree in git's order.
    public func tree(_ id: ObjectID) throws(GitError) -> [TreeEntry] {
        let tree = try storedTree(id)
        var entries: [TreeEntry] = []
        var offset = 0
        while let place = try tree.place(at: offset) {
            entries.append(tree.entry(place))
            offset = place.end
        }
        return entries
    }

    /// The entry at a path; nil when a name is not there, an error when a tree on the way is missing.
    public func entry(at path: String, in tree: ObjectID) throws(GitError) -> TreeEntry? {
        var id = tree
        var rest = Substring(path)
        while true {
            let slash = rest.utf8.firstIndex(of: UInt8(ascii: "/"))
            let name = String(rest[..<(slash ?? rest.endIndex)])
            guard let entry = try entry(named: name, in: id) else { return nil }
            guard let slash else { return entry }
            guard entry.mode == .tree else { return nil }
            id = entry.id
            rest = rest[rest.utf8.index(after: slash)...]
        }
    }

    /// Whether a path names something else in two trees; looks no further down than the ids differ.
    public func differs(at path: String, _ a: ObjectID?, _ b: ObjectID?) throws(GitError) -> Bool {
        guard a != b else { return false }
        var left = a
        var right = b
        var rest = Substring(path)
        while true {
            let slash = rest.utf8.firstIndex(of: UInt8(ascii: "/"))
            let name = String(rest[..<(slash ?? rest.endIndex)])
            let one = try left.flatMap { (id) throws(GitError) in try entry(named: name, in: id) }
            let other = try right.flatMap { (id) throws(GitError) in try entry(named: name, in: id) }
            if one == other { return false }
            guard let slash else { return true }
            left = one?.mode == .tree ? one?.id : nil
            right = other?.mode == .tree ? other?.id : nil
            if left == right { return false }
            rest = rest[rest.utf8.index(after: slash)...]
        }
    }

    /// All files below a folder (or the whole tree), sorted by path; paths are from the top of the tree.
    ///
    /// Git's order of a tree, where a folder's name counts with a slash, is the order of whole paths.
    public func files(in tree: ObjectID, under: String = "") throws(GitError) -> [(path: String, entry: TreeEntry)] {
        var files: [(path: String, entry: TreeEntry)] = []
        if under.isEmpty {
            try collect(tree, prefix: "", depth: 0, into: &files)
        } else if let entry = try entry(at: under, in: tree) {
            if entry.mode == .tree {
                try collect(entry.id, prefix: under + "/", depth: 0, into: &files)
            } else {
                files.append((under, entry))
            }
        }
        return files
    }

    /// All files below a folder, sorted by path; paths begin with `prefix`, which ends in a slash.
    public func files(
        in folder: ObjectID, at prefix: String
    ) throws(GitError) -> [(path: String, entry: TreeEntry)] {
        var files: [(path: String, entry: TreeEntry)] = []
        try collect(folder, prefix: prefix, depth: 0, into: &files)
        return files
    }

    private func entry(named name: String, in tree: ObjectID) throws(GitError) -> TreeEntry? {
        let tree = try storedTree(tree)
        return try tree.place(named: Array(name.utf8)).map(tree.entry)
    }

    private func collect(
        _ tree: ObjectID, prefix: String, depth: Int, into files: inout [(path: String, entry: TreeEntry)]
    ) throws(GitError) {
        guard depth < Repository.deepest else { throw .corrupt("folder '\(prefix)' is nested too deeply") }
        for entry in try self.tree(tree) {
            if entry.mode == .tree {
                try collect(entry.id, prefix: prefix + entry.name + "/", depth: depth + 1, into: &files)
            } else {
                files.append((prefix + entry.name, entry))
            }
        }
    }

    /// A tree, kept because an edit looks at the same few again and again and a folder of flags is a large one.
    func storedTree(_ id: ObjectID) throws(GitError) -> StoredTree {
        if let known = trees[id] { return known }
        let tree = StoredTree(id, object: try storedObject(id, "tree", type: GIT_OBJECT_TREE))
        trees.add(tree)
        return tree
    }

    /// How deeply folders may be nested.
    static let deepest = 512
}

/// Trees by their ids, up to 32 MiB of them.
struct TreeCache {
    private var trees: [ObjectID: StoredTree] = [:]
    private var size = 0

    subscript(id: ObjectID) -> StoredTree? { trees[id] }

    mutating func add(_ tree: StoredTree) {
        if size > 32 << 20 {
            trees = [:]
            size = 0
        }
        trees[tree.id] = tree
        size += tree.end
    }
}
