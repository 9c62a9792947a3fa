import CLibgit2

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

extension WorkTreeIndex {
    /// Whether a file's status is the one that an entry recorded.
    static func matches(_ entry: git_index_entry, _ status: stat) -> Bool {
        var now = git_index_entry()
        copy(status, into: &now)
        return now.mtime.seconds == entry.mtime.seconds && now.mtime.nanoseconds == entry.mtime.nanoseconds
            && now.ctime.seconds == entry.ctime.seconds && now.ino == entry.ino && now.file_size == entry.file_size
    }

    /// Fills in what the index keeps of a file's status, cut to 32 bits as its format has it.
    static func copy(_ status: stat, into entry: inout git_index_entry) {
        #if canImport(Darwin)
            let (changed, modified) = (status.st_ctimespec, status.st_mtimespec)
        #else
            let (changed, modified) = (status.st_ctim, status.st_mtim)
        #endif
        entry.ctime.seconds = Int32(truncatingIfNeeded: changed.tv_sec)
        entry.ctime.nanoseconds = UInt32(truncatingIfNeeded: changed.tv_nsec)
        entry.mtime.seconds = Int32(truncatingIfNeeded: modified.tv_sec)
        entry.mtime.nanoseconds = UInt32(truncatingIfNeeded: modified.tv_nsec)
        entry.dev = UInt32(truncatingIfNeeded: status.st_dev)
        entry.ino = UInt32(truncatingIfNeeded: status.st_ino)
        entry.uid = status.st_uid
        entry.gid = status.st_gid
        entry.file_size = UInt32(truncatingIfNeeded: status.st_size)
    }

    /// When a file was written and its permissions.
    static func status(_ path: String) -> ((seconds: Int, nanoseconds: Int)?, mode_t?) {
        var status = stat()
        guard stat(path, &status) == 0 else { return (nil, nil) }
        var entry = git_index_entry()
        copy(status, into: &entry)
        return ((Int(entry.mtime.seconds), Int(entry.mtime.nanoseconds)), status.st_mode & 0o777)
    }

    /// Opens an index file; `name` is the one that messages name.
    static func open(_ path: String, for name: String) throws(GitError) -> OpaquePointer {
        var pointer: OpaquePointer?
        let code = attempt { git_index_open(&pointer, path) }
        if code < 0 {
            let failure = LibraryFailure(code: code)
            if failure.kind == GIT_ERROR_INDEX {
                // libgit2 says of a file that is shorter than a header and a checksum that it does not exist.
                var status = stat()
                let isShort = stat(path, &status) == 0 && status.st_size < 32
                throw .unreadableIndex(path: name, why: isShort ? "it has only \(status.st_size) bytes" : failure.text)
            }
            throw failure.error(at: name)
        }
        guard let pointer else { throw .unreadableIndex(path: name, why: "libgit2 gave none") }
        return pointer
    }
}
