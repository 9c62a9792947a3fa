import CLibgit2  // Defines timespec wherever the compiler reads its header before Glibc's.

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A moment as the index keeps it: seconds and nanoseconds, both cut to 32 bits.
struct IndexTime: Hashable, Comparable {
    var seconds: UInt32 = 0
    var nanoseconds: UInt32 = 0

    static func < (a: IndexTime, b: IndexTime) -> Bool {
        (a.seconds, a.nanoseconds) < (b.seconds, b.nanoseconds)
    }
}

/// What the index keeps of a file's status, cut to 32 bits as its format has it; all zero for no file.
struct IndexStatus: Hashable {
    var changed = IndexTime()
    var modified = IndexTime()
    var device: UInt32 = 0
    var inode: UInt32 = 0
    var user: UInt32 = 0
    var group: UInt32 = 0
    var size: UInt32 = 0

    /// Whether a file that has the other status now is the one that was recorded, as far as a status can tell.
    func isSame(as now: IndexStatus) -> Bool {
        modified == now.modified && changed.seconds == now.changed.seconds && inode == now.inode && size == now.size
    }

    /// Whether a git that compares as little as it can be set up to takes a file that has the other status now for the
    /// one that was recorded.
    func mayBeTaken(for now: IndexStatus) -> Bool {
        modified.seconds == now.modified.seconds && size == now.size
    }
}

extension IndexStatus {
    init(_ status: stat) {
        #if canImport(Darwin)
            let (change, modification) = (status.st_ctimespec, status.st_mtimespec)
        #else
            let (change, modification) = (status.st_ctim, status.st_mtim)
        #endif
        changed = IndexTime(change)
        modified = IndexTime(modification)
        device = UInt32(truncatingIfNeeded: status.st_dev)
        inode = UInt32(truncatingIfNeeded: status.st_ino)
        user = status.st_uid
        group = status.st_gid
        size = UInt32(truncatingIfNeeded: status.st_size)
    }
}

extension IndexTime {
    init(_ time: timespec) {
        seconds = UInt32(truncatingIfNeeded: time.tv_sec)
        nanoseconds = UInt32(truncatingIfNeeded: time.tv_nsec)
    }
}

/// What an index says about a path.
struct IndexEntry: Hashable {
    var status = IndexStatus()
    /// The mode as it is stored, which may be none of ``FileMode``.
    var mode: UInt32
    var id: ObjectID
    /// Whether the path is left out of the work tree (`skip-worktree`).
    var isSkipped = false
    /// Whether the path is only meant to be added (`git add --intent-to-add`).
    var isIntended = false
    /// Whether git was told not to look at the file (`assume-unchanged`).
    var isAssumedUnchanged = false
}

/// The entries of an index: git's file itself, or libgit2's reading of a format that only it knows.
protocol IndexContent {
    /// The entry of a path that no merge left in conflict.
    func entry(_ path: String) -> IndexEntry?

    /// Whether a merge left versions of the path side by side.
    func isConflicted(_ path: String) -> Bool

    /// The paths that are not in conflict, in the index's order.
    func entries() -> [(path: String, entry: IndexEntry)]

    /// Those of them that nobody recorded here and whose file was changed at a time or later.
    func entries(changedSince time: IndexTime) -> [(path: String, entry: IndexEntry)]

    /// The files that git reads attributes from; nil for an index that libgit2 has to read itself.
    var attributeFiles: [(path: String, entry: IndexEntry)]? { get }

    /// Makes the path's only entry this one, nil for none.
    mutating func record(_ entry: IndexEntry?, at path: String) throws(GitError)

    /// Writes the index to a file that takes the place of one that is there.
    func write(to path: String, hashed: Bool) throws(GitError)
}
