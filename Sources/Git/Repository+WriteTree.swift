import CLibgit2

extension Repository {
    /// Writes the tree that a list of edits makes of `base` (nil is the empty tree) and gives its id.
    ///
    /// Only the folders on the touched paths are rewritten, the others keep their ids. A folder that becomes empty
    /// disappears. Throws ``GitError/notAllowed(_:hint:)`` for a path that is to be removed and is not there, and
    /// where a file and a folder would have the same name.
    public func writeTree(base: ObjectID?, edits: [TreeEdit]) throws(GitError) -> ObjectID {
        var root = EditedFolder()
        for edit in edits {
            guard !edit.path.isEmpty, !edit.path.utf8.contains(0) else {
                throw .notAllowed("'\(edit.path)' is no path", hint: nil)
            }
            root.add(edit, at: edit.path.split(separator: "/", omittingEmptySubsequences: false)[...])
        }
        if let id = try write(root, over: base, at: "") { return id }
        return try writeEmptyTree()
    }

    private func writeEmptyTree() throws(GitError) -> ObjectID {
        let builder = try made(commonDirectory) { git_treebuilder_new(&$0, pointer, nil) }
        defer { git_treebuilder_free(builder) }
        var oid = git_oid()
        try checked(commonDirectory + "/objects") { git_treebuilder_write(&oid, builder) }
        return ObjectID(oid)
    }

    /// The id of the folder after its edits; nil when nothing is left in it.
    private func write(_ folder: EditedFolder, over base: ObjectID?, at path: String) throws(GitError) -> ObjectID? {
        let source = try base.map { (id) throws(GitError) in try object(id, GIT_OBJECT_TREE, "tree") }
        defer { git_tree_free(source) }
        let builder = try made(commonDirectory) { git_treebuilder_new(&$0, pointer, source) }
        defer { git_treebuilder_free(builder) }

        for name in folder.removals.sorted() {
            guard let entry = git_treebuilder_get(builder, name), git_tree_entry_type(entry) != GIT_OBJECT_TREE else {
                throw .notAllowed("'\(path)\(name)' is not a file that can be removed", hint: nil)
            }
            try checked(path + name) { git_treebuilder_remove(builder, name) }
        }
        for (name, inner) in folder.folders.sorted(by: { $0.key < $1.key }) {
            let entry = git_treebuilder_get(builder, name)
            if let entry, git_tree_entry_type(entry) != GIT_OBJECT_TREE {
                throw .notAllowed("'\(path)\(name)' is a file, not a folder", hint: nil)
            }
            let old = entry.map { ObjectID(git_tree_entry_id($0)) }
            if let new = try write(inner, over: old, at: path + name + "/") {
                try insert(name, new, .tree, into: builder, at: path)
            } else if old != nil {
                try checked(path + name) { git_treebuilder_remove(builder, name) }
            }
        }
        for (name, file) in folder.files.sorted(by: { $0.key < $1.key }) {
            if let entry = git_treebuilder_get(builder, name), git_tree_entry_type(entry) == GIT_OBJECT_TREE {
                throw .notAllowed("'\(path)\(name)' is a folder, not a file", hint: nil)
            }
            try insert(name, file.id, file.mode, into: builder, at: path)
        }
        guard git_treebuilder_entrycount(builder) > 0 else { return nil }
        var oid = git_oid()
        try checked(commonDirectory + "/objects") { git_treebuilder_write(&oid, builder) }
        return ObjectID(oid)
    }

    private func insert(
        _ name: String, _ id: ObjectID, _ mode: FileMode, into builder: OpaquePointer, at path: String
    ) throws(GitError) {
        var oid = id.oid
        let code = attempt {
            git_treebuilder_insert(nil, builder, name, &oid, git_filemode_t(rawValue: .init(mode.rawValue)))
        }
        guard code < 0 else { return }
        let failure = LibraryFailure(code: code)
        if mode != .submodule, try !contains(id) { throw .missingObject(id, what: mode == .tree ? "tree" : "blob") }
        throw .notAllowed("'\(path)\(name)' cannot be in a tree: \(failure.text)", hint: nil)
    }
}

/// The edits of one folder: files by name, and the folders inside that have edits of their own.
private struct EditedFolder {
    var removals: Set<String> = []
    var files: [String: (id: ObjectID, mode: FileMode)] = [:]
    var folders: [String: EditedFolder] = [:]

    /// Adds an edit; a later one of the same path takes the place of an earlier one.
    mutating func add(_ edit: TreeEdit, at path: ArraySlice<Substring>) {
        guard let first = path.first else { return }
        let name = String(first)
        guard path.count == 1 else {
            folders[name, default: EditedFolder()].add(edit, at: path.dropFirst())
            return
        }
        switch edit {
        case .put(_, let id, let mode):
            files[name] = (id, mode)
            removals.remove(name)
        case .remove:
            removals.insert(name)
            files[name] = nil
        }
    }
}
