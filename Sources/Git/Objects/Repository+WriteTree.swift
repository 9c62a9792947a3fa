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
            let names = Array(edit.path.utf8).split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
            root.add(edit, at: names[...])
        }
        if let id = try write(root, over: base, at: "") { return id }
        return try store([])
    }

    /// The id of the folder after its edits; nil when nothing is left in it.
    private func write(_ folder: EditedFolder, over base: ObjectID?, at path: String) throws(GitError) -> ObjectID? {
        let tree = try base.map { (id) throws(GitError) in try storedTree(id) }
        var draft = try TreeDraft(of: tree, expecting: folder.count)
        for name in folder.removals.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
            let name = String(decoding: name, as: UTF8.self)
            guard let entry = try draft.entry(name), entry.mode != .tree else {
                throw .notAllowed("'\(path)\(name)' is not a file that can be removed", hint: nil)
            }
            draft.remove(name)
        }
        for (name, inner) in folder.folders.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
            let name = String(decoding: name, as: UTF8.self)
            let entry = try draft.entry(name)
            if let entry, entry.mode != .tree {
                throw .notAllowed("'\(path)\(name)' is a file, not a folder", hint: nil)
            }
            if let new = try write(inner, over: entry?.id, at: path + name + "/") {
                try put(TreeEntry(name: name, mode: .tree, id: new), into: &draft, at: path)
            } else if entry != nil {
                draft.remove(name)
            }
        }
        for (name, file) in folder.files.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
            let name = String(decoding: name, as: UTF8.self)
            if try draft.entry(name)?.mode == .tree {
                throw .notAllowed("'\(path)\(name)' is a folder, not a file", hint: nil)
            }
            try put(TreeEntry(name: name, mode: file.mode, id: file.id), into: &draft, at: path)
        }
        let bytes = try draft.bytes()
        return bytes.isEmpty ? nil : try store(bytes)
    }

    /// Stores a tree's bytes, flushed to the disk.
    private func store(_ bytes: [UInt8]) throws(GitError) -> ObjectID {
        let database = try made(commonDirectory) { git_repository_odb(&$0, pointer) }
        defer { git_odb_free(database) }
        var oid = git_oid()
        try checked(commonDirectory + "/objects") {
            git_odb_write(&oid, database, bytes, bytes.count, GIT_OBJECT_TREE)
        }
        let id = ObjectID(oid)
        trees.add(StoredTree(id, bytes: bytes))
        return id
    }

    /// Adds an entry that libgit2 would take too: with a fit name and an object that is there.
    private func put(_ entry: TreeEntry, into draft: inout TreeDraft, at path: String) throws(GitError) {
        let builder = try made(commonDirectory) { git_treebuilder_new(&$0, pointer, nil) }
        defer { git_treebuilder_free(builder) }
        var oid = entry.id.oid
        let code = attempt {
            git_treebuilder_insert(
                nil, builder, entry.name, &oid, git_filemode_t(rawValue: .init(entry.mode.rawValue)))
        }
        if code >= 0 { return draft.put(entry) }
        let failure = LibraryFailure(code: code)
        if entry.mode != .submodule, try !contains(entry.id) {
            throw .missingObject(entry.id, what: entry.mode == .tree ? "tree" : "blob")
        }
        throw .notAllowed("'\(path)\(entry.name)' cannot be in a tree: \(failure.text)", hint: nil)
    }
}

/// The edits of one folder: files by name, and the folders inside that have edits of their own.
///
/// Names are their bytes, as they are to git: strings that only look the same are equal.
private struct EditedFolder {
    var removals: Set<[UInt8]> = []
    var files: [[UInt8]: (id: ObjectID, mode: FileMode)] = [:]
    var folders: [[UInt8]: EditedFolder] = [:]

    /// How many names are touched.
    var count: Int { removals.count + files.count + folders.count }

    /// Adds an edit; a later one of the same path takes the place of an earlier one.
    mutating func add(_ edit: TreeEdit, at path: ArraySlice<ArraySlice<UInt8>>) {
        guard let first = path.first else { return }
        let name = Array(first)
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
