#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Git's lock of an index: the file `index.lock`, which exists while a program changes the index.
///
/// Ours says so, so that the next flagctl can tell a lock that a killed flagctl left from another program's: it is linked
/// into place complete and never seen half written.
struct IndexLock {
    let path: String

    /// Takes the lock, waiting up to about five seconds for another program.
    init(gitDirectory: String) throws(GitError) {
        path = gitDirectory + "/index.lock"
        let own = gitDirectory + "/flagctl/index.lock.\(getpid()).\(UInt32.random(in: 0...UInt32.max))"
        try FileSystem.makeFolder(gitDirectory + "/flagctl")
        try FileSystem.create(own, with: IndexLock.content)
        defer { unlink(own) }
        var patience = Patience(seconds: 5)
        while link(own, path) != 0 {
            let number = errno
            if number == EPERM || number == ENOTSUP || number == EMLINK {
                // The file system knows no hard links.
                let made = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
                if made >= 0 {
                    defer { close(made) }
                    try FileSystem.writeAll(made, IndexLock.content, path)
                    return
                }
                if errno != EEXIST { throw .system(errno, path) }
            } else if number != EEXIST {
                throw .system(number, path)
            }
            guard patience.wait() else { throw .lockHeld(path: path, holder: nil) }
        }
    }

    /// Gives the lock back.
    func release() { unlink(path) }

    /// Removes a lock that a killed flagctl left; to be called while holding the ``RepositoryLock``.
    static func removeStale(in gitDirectory: String) throws(GitError) -> String? {
        let path = gitDirectory + "/index.lock"
        guard FileSystem.exists(path), let bytes = try FileSystem.bytes(path), bytes.starts(with: "flagctl ".utf8)
        else {
            return nil
        }
        try FileSystem.remove(path)
        return path
    }

    private static let content = Array("flagctl \(getpid())\n".utf8)
}
