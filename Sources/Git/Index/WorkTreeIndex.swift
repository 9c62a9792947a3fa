#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The index of a work tree, read once and, when it was opened under its lock, written once.
final class WorkTreeIndex {
    private var content: any IndexContent
    private let path: String
    /// Where the new index is written, and the lock that is held meanwhile; nil for reading only.
    private let change: (copy: String, lock: IndexLock)?
    /// When the index was last written: a file as young as that may have changed without its status showing it.
    private let written: IndexTime?
    private let permissions: mode_t?

    /// Opens an index for reading; one that does not exist is empty.
    init(reading path: String) throws(GitError) {
        self.path = path
        change = nil
        (written, permissions) = WorkTreeIndex.status(path)
        if let file = try WorkTreeIndex.file(FileSystem.bytes(path), path) {
            content = file
        } else {
            content = try LibraryIndex(path: path, for: path)
        }
    }

    /// Takes git's lock, if it is not held already, and opens the index, of which ``write(_:)`` makes a changed copy.
    init(changing repository: Repository, holding held: IndexLock? = nil) throws(GitError) {
        path = repository.gitDirectory + "/index"
        let lock = if let held { held } else { try IndexLock(gitDirectory: repository.gitDirectory) }
        let copy = repository.gitDirectory + "/flagctl/index.\(getpid())"
        change = (copy, lock)
        (written, permissions) = WorkTreeIndex.status(path)
        do throws(GitError) {
            let bytes = try FileSystem.bytes(path)
            if let file = try WorkTreeIndex.file(bytes, path) {
                content = file
            } else {
                // libgit2 writes the file that it reads.
                try FileSystem.remove(copy)
                try FileSystem.create(copy, with: bytes ?? [])
                content = try LibraryIndex(path: copy, for: path)
            }
            try repository.readAttributes(from: content)
        } catch {
            unlink(copy)
            if held == nil { lock.release() }
            throw error
        }
    }

    /// The lock that is held for a change.
    var lock: IndexLock? { change?.lock }

    /// What the index knows about a path.
    struct KnownEntry {
        fileprivate let entry: IndexEntry
        fileprivate let written: IndexTime?

        var id: ObjectID { entry.id }
        var mode: FileMode? { FileMode(rawValue: entry.mode) }
        var isSkipped: Bool { entry.isSkipped }
        var isIntended: Bool { entry.isIntended }

        /// Whether a file with this status is certainly the one that was recorded.
        func isUnchanged(_ status: stat) -> Bool {
            guard let written else { return false }
            return entry.status.isSame(as: IndexStatus(status)) && entry.status.modified < written
        }
    }

    /// Whether the entry of a path is this version, and of a file with this status.
    func records(_ version: TreeEntry?, at path: String, status: stat?) -> Bool {
        guard let found = content.entry(path) else { return version == nil }
        guard let version, found.id == version.id, found.mode == version.mode.rawValue else { return false }
        return status.map { found.status.isSame(as: IndexStatus($0)) } ?? true
    }

    /// The entry of a path; nil when there is none.
    func entry(_ path: String) -> KnownEntry? {
        content.entry(path).map { KnownEntry(entry: $0, written: written) }
    }

    /// Whether a merge left versions of the path side by side.
    func isConflicted(_ path: String) -> Bool { content.isConflicted(path) }

    /// Lets libgit2 find in the index the attributes that are not in the work tree.
    func serveAttributes(to repository: Repository) throws(GitError) { try repository.readAttributes(from: content) }

    /// All entries without those in conflict, in the index's order.
    func entries() -> [(path: String, entry: TreeEntry)] {
        content.entries().compactMap { path, entry in
            FileMode(rawValue: entry.mode).map {
                (path, TreeEntry(name: WorkTree.name(of: path), mode: $0, id: entry.id))
            }
        }
    }

    /// Records a version of a path (nil: no file); `status` is its file's, nil for one that is not in the work tree.
    func record(_ version: TreeEntry?, at path: String, status: stat?, skipped: Bool = false) throws(GitError) {
        let entry = version.map { version in
            IndexEntry(
                status: status.map { IndexStatus($0) } ?? IndexStatus(), mode: version.mode.rawValue, id: version.id,
                isSkipped: skipped)
        }
        try content.record(entry, at: path)
    }

    /// Writes the changed index beside the old one; the lock stays held.
    func write(_ workTree: WorkTree) throws(GitError) {
        guard let change else { return }
        try smudgeRacyEntries(workTree)
        try content.write(to: change.copy, hashed: !(try workTree.repository.leavesIndexUnhashed()))
        if let permissions { chmod(change.copy, permissions) }
    }

    /// Makes the written index the repository's.
    ///
    /// It is not flushed to the disk, nor is git's own: the next recovery or `git status` finds again what it holds.
    func publish() throws(GitError) {
        guard let change else { return }
        guard rename(change.copy, path) == 0 else { throw .system(errno, path) }
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
    /// would hide that; a size of zero makes git look again. The step is a second, as most builds of git compare only
    /// seconds.
    private func smudgeRacyEntries(_ workTree: WorkTree) throws(GitError) {
        guard let written else { return }
        for (path, entry) in content.entries(changedSince: IndexTime(seconds: written.seconds)) {
            guard let mode = FileMode(rawValue: entry.mode), mode != .submodule, entry.status.size != 0 else {
                continue
            }
            // After a clone nearly every file comes here; one call of the system is enough for most.
            let known = KnownEntry(entry: entry, written: written)
            if let status = workTree.quickStatus(at: path), known.isUnchanged(status) { continue }
            guard let status = try workTree.status(at: path), entry.status.mayBeTaken(for: IndexStatus(status))
            else { continue }
            let version = TreeEntry(name: "", mode: mode, id: entry.id)
            guard try workTree.difference(at: path, from: version, known: nil) != nil else { continue }
            var smudged = entry
            smudged.status.size = 0
            try content.record(smudged, at: path)
        }
    }

    private static func file(_ bytes: [UInt8]?, _ path: String) throws(GitError) -> IndexFile? {
        guard let bytes else { return .empty }
        return try IndexFile(bytes, at: path)
    }

    /// When a file was written and its permissions.
    private static func status(_ path: String) -> (IndexTime?, mode_t?) {
        var status = stat()
        guard stat(path, &status) == 0 else { return (nil, nil) }
        return (IndexStatus(status).modified, status.st_mode & 0o777)
    }
}

extension Repository {
    /// Whether git is set up to write its index without a checksum.
    func leavesIndexUnhashed() throws(GitError) -> Bool {
        if let isSkipped = try flag("index.skiphash") { return isSkipped }
        return try flag("feature.manyfiles") == true
    }
}
