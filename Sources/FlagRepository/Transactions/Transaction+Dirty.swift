public import Git

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

extension Draft {
    /// Refuses touched paths that are dirty, before anything is written.
    ///
    /// What the work tree cannot show, such as a staged edit that it no longer has, is refused while the commit is
    /// published, under the index's lock.
    func refuseDirtyPaths() throws {
        let dirty = try base.dirtyPaths(among: paths)
        guard dirty.isEmpty else { throw GitError.dirty(dirty) }
    }
}

extension Snapshot {
    /// Those of some paths that the work tree has otherwise than the commit; none in a bare repository.
    ///
    /// Asking the index costs as much as there are files, so that it is asked only where a file does not hold the
    /// commit's bytes.
    public func dirtyPaths(among paths: [String]) throws -> [DirtyPath] {
        guard let root = git.workDirectory else { return [] }
        let suspects = try paths.filter { path in
            try !WorkTreeFile(path: root + "/" + path).holds(bytes(at: path))
        }
        return suspects.isEmpty ? [] : try git.dirtyPaths(suspects, against: tree)
    }
}

/// A file of the work tree that is only looked at.
private struct WorkTreeFile {
    let path: String

    /// Whether a regular file with exactly these bytes is there, or nothing at all where no bytes are given.
    func holds(_ bytes: [UInt8]?) -> Bool {
        var status = stat()
        guard let bytes else { return lstat(path, &status) != 0 && errno == ENOENT }
        let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG, Int(status.st_size) == bytes.count
        else { return false }
        var found = [UInt8](repeating: 0, count: bytes.count)
        var filled = 0
        while filled < found.count {
            let count = found.withUnsafeMutableBytes { buffer in
                // The buffer is not empty, because less than its bytes are filled.
                read(descriptor, buffer.baseAddress! + filled, buffer.count - filled)
            }
            guard count > 0 else { return false }
            filled += count
        }
        return found == bytes
    }
}
