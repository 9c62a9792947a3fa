import CLibgit2

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The index of a work tree, read once and, when it was opened under its lock, written once.
final class WorkTreeIndex {
    private let pointer: OpaquePointer
    private let path: String
    /// The copy that is changed, and the lock that is held meanwhile; nil for reading only.
    private let change: (copy: String, lock: IndexLock)?
    /// When the index was last written: a file as young as that may have changed without its status showing it.
    private let written: (seconds: Int, nanoseconds: Int)?
    private let permissions: mode_t?

    /// Opens an index for reading; one that does not exist is empty.
    init(reading path: String) throws(GitError) {
        self.path = path
        change = nil
        (written, permissions) = WorkTreeIndex.status(path)
        pointer = try WorkTreeIndex.open(path, for: path)
    }

    /// Takes git's lock, if it is not held already, and opens a copy of the index, which ``publish()`` puts in its place.
    init(changing repository: Repository, holding held: IndexLock? = nil) throws(GitError) {
        path = repository.gitDirectory + "/index"
        let lock = if let held { held } else { try IndexLock(gitDirectory: repository.gitDirectory) }
        let copy = repository.gitDirectory + "/flagctl/index.\(getpid())"
        change = (copy, lock)
        (written, permissions) = WorkTreeIndex.status(path)
        do throws(GitError) {
            try FileSystem.remove(copy)
            if let bytes = try FileSystem.bytes(path) { try FileSystem.create(copy, with: bytes) }
            pointer = try WorkTreeIndex.open(copy, for: path)
        } catch {
            unlink(copy)
            if held == nil { lock.release() }
            throw error
        }
    }

    /// The lock that is held for a change.
    var lock: IndexLock? { change?.lock }

    deinit { git_index_free(pointer) }

    /// What the index knows about a path.
    struct KnownEntry {
        let id: ObjectID
        let mode: FileMode?
        let isSkipped: Bool
        let isIntended: Bool
        fileprivate let entry: git_index_entry
        fileprivate let written: (seconds: Int, nanoseconds: Int)?

        /// Whether a file with this status is certainly the one that was recorded.
        func isUnchanged(_ status: stat) -> Bool {
            guard let written, WorkTreeIndex.matches(entry, status) else { return false }
            let time = (Int(entry.mtime.seconds), Int(entry.mtime.nanoseconds))
            return time < (written.seconds, written.nanoseconds)
        }
    }

    /// Whether the entry of a path is this version, and of a file with this status.
    func records(_ version: TreeEntry?, at path: String, status: stat?) -> Bool {
        guard let found = git_index_get_bypath(pointer, path, 0) else { return version == nil }
        guard let version, ObjectID(found.pointee.id) == version.id, found.pointee.mode == version.mode.rawValue else {
            return false
        }
        return status.map { WorkTreeIndex.matches(found.pointee, $0) } ?? true
    }

    /// The entry of a path; nil when there is none.
    func entry(_ path: String) -> KnownEntry? {
        guard let found = git_index_get_bypath(pointer, path, 0) else { return nil }
        let extended = UInt32(found.pointee.flags_extended)
        return KnownEntry(
            id: ObjectID(found.pointee.id), mode: FileMode(rawValue: found.pointee.mode),
            isSkipped: extended & GIT_INDEX_ENTRY_SKIP_WORKTREE.rawValue != 0,
            isIntended: extended & GIT_INDEX_ENTRY_INTENT_TO_ADD.rawValue != 0,
            entry: found.pointee, written: written)
    }

    /// Whether a merge left versions of the path side by side.
    func isConflicted(_ path: String) -> Bool {
        (1...3).contains { git_index_get_bypath(pointer, path, CInt($0)) != nil }
    }

    /// All entries without those in conflict, in the index's order.
    func entries() -> [(path: String, entry: TreeEntry)] {
        var result: [(path: String, entry: TreeEntry)] = []
        for place in 0..<git_index_entrycount(pointer) {
            guard let entry = git_index_get_byindex(pointer, place), git_index_entry_stage(entry) == 0,
                let mode = FileMode(rawValue: entry.pointee.mode)
            else { continue }
            let path = String(cString: entry.pointee.path)
            result.append((path, TreeEntry(name: WorkTree.name(of: path), mode: mode, id: ObjectID(entry.pointee.id))))
        }
        return result
    }

    /// Records a version of a path (nil: no file); `status` is its file's, nil for one that is not in the work tree.
    func record(_ version: TreeEntry?, at path: String, status: stat?, skipped: Bool = false) throws(GitError) {
        guard let version else {
            let code = attempt { git_index_remove(pointer, path, 0) }
            if code < 0, code != GIT_ENOTFOUND.rawValue { throw LibraryFailure(code: code).error(at: self.path) }
            return
        }
        var entry = git_index_entry()
        if let status { WorkTreeIndex.copy(status, into: &entry) }
        entry.id = version.id.oid
        entry.mode = version.mode.rawValue
        if skipped {
            entry.flags = UInt16(GIT_INDEX_ENTRY_EXTENDED.rawValue)
            entry.flags_extended = UInt16(GIT_INDEX_ENTRY_SKIP_WORKTREE.rawValue)
        }
        let code = path.withCString { name in
            entry.path = name
            return attempt { git_index_add(pointer, &entry) }
        }
        if code < 0 { throw LibraryFailure(code: code).error(at: self.path) }
    }

    /// Puts the changed index in the place of the old one; the lock stays held.
    func write(_ workTree: WorkTree) throws(GitError) {
        guard let change else { return }
        try smudgeRacyEntries(workTree)
        try checked(path) { git_index_write(pointer) }
        if let permissions { chmod(change.copy, permissions) }
    }

    /// Makes the written index the repository's.
    func publish() throws(GitError) {
        guard let change else { return }
        guard rename(change.copy, path) == 0 else { throw .system(errno, path) }
        try FileSystem.flushFolder(FileSystem.parent(path))
    }

    /// Gives the lock back and removes the copy if it was not published.
    func release() {
        guard let change else { return }
        unlink(change.copy)
        change.lock.release()
    }

    /// Marks entries that a newer index would wrongly make look clean, as git does.
    ///
    /// An entry as young as the old index may have been edited within the clock's step. The new index is younger, which
    /// would hide that; a size of zero makes git look again.
    private func smudgeRacyEntries(_ workTree: WorkTree) throws(GitError) {
        guard let written else { return }
        for place in 0..<git_index_entrycount(pointer) {
            guard let found = git_index_get_byindex(pointer, place), found.pointee.file_size != 0 else { continue }
            let time = (Int(found.pointee.mtime.seconds), Int(found.pointee.mtime.nanoseconds))
            guard time >= (written.seconds, written.nanoseconds), git_index_entry_stage(found) == 0,
                let mode = FileMode(rawValue: found.pointee.mode), mode != .submodule
            else { continue }
            let path = String(cString: found.pointee.path)
            guard let status = try workTree.status(at: path), WorkTreeIndex.matches(found.pointee, status) else {
                continue
            }
            let version = TreeEntry(name: "", mode: mode, id: ObjectID(found.pointee.id))
            guard try workTree.difference(at: path, from: version, known: nil) != nil else { continue }
            var entry = found.pointee
            entry.file_size = 0
            try checked(self.path) { git_index_add(pointer, &entry) }
        }
    }
}
