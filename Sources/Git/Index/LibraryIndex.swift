import CLibgit2

/// libgit2's reading of an index file: for the formats that ``IndexFile`` does not know.
final class LibraryIndex {
    private let pointer: OpaquePointer
    private let path: String
    private let name: String
    private var recorded: Set<String> = []

    /// Opens the file at a path; `name` is the one that messages name.
    init(path: String, for name: String) throws(GitError) {
        self.path = path
        self.name = name
        var pointer: OpaquePointer?
        let code = attempt { git_index_open(&pointer, path) }
        if code < 0 {
            let failure = LibraryFailure(code: code)
            if failure.kind == GIT_ERROR_INDEX { throw .unreadableIndex(path: name, why: failure.text) }
            throw failure.error(at: name)
        }
        guard let pointer else { throw .unreadableIndex(path: name, why: "libgit2 gave none") }
        self.pointer = pointer
    }

    deinit { git_index_free(pointer) }
}

extension LibraryIndex: IndexContent {
    func entry(_ path: String) -> IndexEntry? {
        git_index_get_bypath(pointer, path, 0).map { IndexEntry($0.pointee) }
    }

    func isConflicted(_ path: String) -> Bool {
        (1...3).contains { git_index_get_bypath(pointer, path, CInt($0)) != nil }
    }

    func entries() -> [(path: String, entry: IndexEntry)] {
        (0..<git_index_entrycount(pointer)).compactMap { place in
            guard let entry = git_index_get_byindex(pointer, place), git_index_entry_stage(entry) == 0 else {
                return nil
            }
            return (String(cString: entry.pointee.path), IndexEntry(entry.pointee))
        }
    }

    func entries(changedSince time: IndexTime) -> [(path: String, entry: IndexEntry)] {
        entries().filter { $0.entry.status.modified >= time && !recorded.contains($0.path) }
    }

    var attributeFiles: [(path: String, entry: IndexEntry)]? { nil }

    func record(_ entry: IndexEntry?, at path: String) throws(GitError) {
        recorded.insert(path)
        guard let entry else {
            let code = attempt { git_index_remove(pointer, path, 0) }
            if code < 0, code != GIT_ENOTFOUND.rawValue { throw LibraryFailure(code: code).error(at: name) }
            return
        }
        var raw = git_index_entry(entry)
        let code = path.withCString { text in
            raw.path = text
            return attempt { git_index_add(pointer, &raw) }
        }
        if code < 0 { throw LibraryFailure(code: code).error(at: name) }
    }

    /// Writes the file that was opened: it is a copy, and `path` names it.
    func write(to path: String, hashed: Bool) throws(GitError) {
        try checked(name) { git_index_write(pointer) }
    }
}

extension IndexEntry {
    fileprivate init(_ entry: git_index_entry) {
        let extended = UInt32(entry.flags_extended)
        self.init(
            status: IndexStatus(
                changed: IndexTime(entry.ctime), modified: IndexTime(entry.mtime), device: entry.dev, inode: entry.ino,
                user: entry.uid, group: entry.gid, size: entry.file_size),
            mode: entry.mode, id: ObjectID(entry.id),
            isSkipped: extended & GIT_INDEX_ENTRY_SKIP_WORKTREE.rawValue != 0,
            isIntended: extended & GIT_INDEX_ENTRY_INTENT_TO_ADD.rawValue != 0,
            isAssumedUnchanged: UInt32(entry.flags) & GIT_INDEX_ENTRY_VALID.rawValue != 0)
    }
}

extension IndexTime {
    fileprivate init(_ time: git_index_time) {
        self.init(seconds: UInt32(bitPattern: time.seconds), nanoseconds: time.nanoseconds)
    }

    fileprivate var raw: git_index_time {
        git_index_time(seconds: Int32(bitPattern: seconds), nanoseconds: nanoseconds)
    }
}

extension git_index_entry {
    fileprivate init(_ entry: IndexEntry) {
        self.init()
        ctime = entry.status.changed.raw
        mtime = entry.status.modified.raw
        dev = entry.status.device
        ino = entry.status.inode
        uid = entry.status.user
        gid = entry.status.group
        file_size = entry.status.size
        mode = entry.mode
        id = entry.id.oid
        if entry.isAssumedUnchanged { flags |= UInt16(GIT_INDEX_ENTRY_VALID.rawValue) }
        guard entry.isSkipped || entry.isIntended else { return }
        flags |= UInt16(GIT_INDEX_ENTRY_EXTENDED.rawValue)
        flags_extended =
            UInt16(entry.isSkipped ? GIT_INDEX_ENTRY_SKIP_WORKTREE.rawValue : 0)
            | UInt16(entry.isIntended ? GIT_INDEX_ENTRY_INTENT_TO_ADD.rawValue : 0)
    }
}
