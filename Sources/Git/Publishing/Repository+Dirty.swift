extension Repository {
    /// The touched paths that differ from a tree (nil is the empty one) in the index or in the work tree.
    ///
    /// Empty for a bare repository. An edit that would overwrite such a path is to be refused.
    public func dirtyPaths(_ paths: [String], against tree: ObjectID?) throws(GitError) -> [DirtyPath] {
        guard workDirectory != nil else { return [] }
        let index = try WorkTreeIndex(reading: gitDirectory + "/index")
        try index.serveAttributes(to: self)
        return try dirtyPaths(paths, against: tree, index: index, workTree: WorkTree(self))
    }

    func dirtyPaths(
        _ paths: [String], against tree: ObjectID?, index: WorkTreeIndex, workTree: WorkTree
    ) throws(GitError) -> [DirtyPath] {
        var dirty: [DirtyPath] = []
        // By their bytes: strings that only look the same are equal.
        for path in Set(paths.map { Array($0.utf8) }).sorted(by: { $0.lexicographicallyPrecedes($1) }) {
            let path = String(decoding: path, as: UTF8.self)
            let version = try tree.flatMap { (tree) throws(GitError) in try entry(at: path, in: tree) }
            let known = index.entry(path)
            if index.isConflicted(path) {
                dirty.append(DirtyPath(path: path, state: .conflicted))
            } else if known?.id != version?.id || known?.mode != version?.mode || known?.isIntended == true {
                dirty.append(DirtyPath(path: path, state: .staged))
            } else if let state = try workTree.difference(at: path, from: version, known: known),
                !(known?.isSkipped == true && state == .deleted)
            {
                dirty.append(DirtyPath(path: path, state: state))
            }
        }
        return dirty
    }

    /// The files of the index below the prefixes (all for none), as a commit would take them.
    ///
    /// Honours GIT_INDEX_FILE, which git sets for its hooks. Entries in conflict are left out.
    public func stagedFiles(under prefixes: [String] = []) throws(GitError) -> [(path: String, entry: TreeEntry)] {
        let path = location.variable("GIT_INDEX_FILE").map(location.absolute) ?? gitDirectory + "/index"
        return try WorkTreeIndex(reading: path).entries().filter { file in
            prefixes.isEmpty || prefixes.contains { file.path == $0 || file.path.hasPrefix($0 + "/") }
        }
    }
}
