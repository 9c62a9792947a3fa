#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Holds flagctl's own lock of a repository, which serialises its changes across processes.
///
/// The kernel gives it back when a process ends, however it ends. Other git programs do not know it; the
/// compare-and-swap of branches guards against them.
public final class RepositoryLock {
    private var descriptor: CInt
    private let path: String
    /// What the last change had left undone and was finished or cleared when the lock was taken; nil for nothing.
    public internal(set) var recovery: Recovery?

    fileprivate init(descriptor: CInt, path: String) {
        self.descriptor = descriptor
        self.path = path
    }

    deinit { close() }

    /// Gives the lock back before the value goes away.
    public func close() {
        if descriptor >= 0 { systemClose(descriptor) }
        descriptor = -1
    }

    /// Whether it is held, and for this repository.
    func covers(_ repository: Repository) -> Bool { descriptor >= 0 && path == repository.lockPath }
}

extension Repository {
    /// Takes flagctl's lock of the repository and clears what a killed flagctl left.
    ///
    /// Waits up to `seconds` for another flagctl, then throws ``GitError/lockHeld(path:holder:)``; a repository that
    /// cannot be written gives ``GitError/readOnly(path:)``. Do not hold it while waiting for a person or a network.
    public func lock(seconds: Double = 30) throws(GitError) -> RepositoryLock {
        let path = lockPath
        try FileSystem.makeFolder(FileSystem.parent(path))
        let descriptor = try FileSystem.openForWriting(path, flags: 0)
        let lock = RepositoryLock(descriptor: descriptor, path: path)
        var patience = Patience(seconds: seconds)
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            guard errno == EWOULDBLOCK || errno == EINTR else { throw .system(errno, path) }
            guard patience.wait() else { throw .lockHeld(path: path, holder: "another flagctl") }
        }
        lock.recovery = try recover()
        return lock
    }

    fileprivate var lockPath: String { commonDirectory + "/flagctl/lock" }
}

func systemClose(_ descriptor: CInt) { close(descriptor) }
