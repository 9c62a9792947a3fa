#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// An open folder of the work tree; every step from it to a name inside refuses symbolic links.
final class OpenFolder {
    let descriptor: CInt
    /// Where it is, for messages.
    let path: String

    private init(descriptor: CInt, path: String) {
        self.descriptor = descriptor
        self.path = path
    }

    deinit { close(descriptor) }

    /// Opens the top of a work tree, which may itself be reached through links.
    static func top(_ path: String) throws(GitError) -> OpenFolder {
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .system(errno, path) }
        return OpenFolder(descriptor: descriptor, path: path)
    }

    /// The status of a name inside, of the link itself if it is one; nil when there is nothing.
    func status(of name: String) throws(GitError) -> stat? {
        var status = stat()
        if fstatat(descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0 { return status }
        if errno == ENOENT { return nil }
        throw .system(errno, path + "/" + name)
    }

    /// Opens a folder inside; nil when it is not there.
    func folder(_ name: String) throws(GitError) -> OpenFolder? {
        let inner = path + "/" + name
        let descriptor = openat(self.descriptor, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        guard descriptor >= 0 else {
            if errno == ENOENT { return nil }
            throw .system(errno, inner)
        }
        return OpenFolder(descriptor: descriptor, path: inner)
    }

    /// Opens a folder inside, making it first if it is not there.
    func makeFolder(_ name: String) throws(GitError) -> OpenFolder {
        if let folder = try folder(name) { return folder }
        guard mkdirat(descriptor, name, 0o777) == 0 || errno == EEXIST else {
            throw .system(errno, path + "/" + name)
        }
        guard let folder = try folder(name) else { throw .system(ENOENT, path + "/" + name) }
        return folder
    }

    /// Writes a file under a temporary name, flushes it, and renames it to `name`.
    func replace(_ name: String, through temporary: String, bytes: [UInt8], executable: Bool) throws(GitError) {
        try remove(temporary)
        let place = path + "/" + name
        let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
        let file = openat(descriptor, temporary, flags, executable ? 0o777 : 0o666 as mode_t)
        guard file >= 0 else { throw .system(errno, place) }
        do throws(GitError) {
            defer { close(file) }
            try FileSystem.writeAll(file, bytes, place)
            guard fsync(file) == 0 else { throw .system(errno, place) }
        } catch {
            unlinkat(descriptor, temporary, 0)
            throw error
        }
        try rename(temporary, to: name)
    }

    /// Puts a symbolic link in the place of `name`.
    func replace(_ name: String, through temporary: String, link target: String) throws(GitError) {
        try remove(temporary)
        guard symlinkat(target, descriptor, temporary) == 0 else { throw .system(errno, path + "/" + name) }
        try rename(temporary, to: name)
    }

    private func rename(_ temporary: String, to name: String) throws(GitError) {
        guard renameat(descriptor, temporary, descriptor, name) == 0 else {
            let number = errno
            unlinkat(descriptor, temporary, 0)
            throw .system(number, path + "/" + name)
        }
        if fsync(descriptor) != 0, errno != EINVAL { throw .system(errno, path) }
    }

    /// Removes a file or a link; nothing happens when it is not there.
    func remove(_ name: String) throws(GitError) {
        guard unlinkat(descriptor, name, 0) == 0 || errno == ENOENT else { throw .system(errno, path + "/" + name) }
    }

    /// Removes a folder if it is empty; false when it is not.
    func removeEmptyFolder(_ name: String) throws(GitError) -> Bool {
        if unlinkat(descriptor, name, AT_REMOVEDIR) == 0 || errno == ENOENT { return true }
        if errno == ENOTEMPTY || errno == EEXIST { return false }
        throw .system(errno, path + "/" + name)
    }

    /// The target of a symbolic link.
    func link(_ name: String) throws(GitError) -> [UInt8] {
        var buffer = [UInt8](repeating: 0, count: 4096)
        // The buffer is not empty, so it has an address.
        let count = buffer.withUnsafeMutableBytes { readlinkat(descriptor, name, $0.baseAddress!, $0.count) }
        guard count >= 0 else { throw .system(errno, path + "/" + name) }
        return Array(buffer[..<count])
    }
}
