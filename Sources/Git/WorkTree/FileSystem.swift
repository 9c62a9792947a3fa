import CLibgit2  // Defines timespec wherever the compiler reads its header before Glibc's.

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Calls of the system on whole paths inside the git folder, where links are followed.
enum FileSystem {
    /// The path with links resolved; nil when it does not exist.
    static func real(_ path: String) -> String? {
        guard let resolved = realpath(path, nil) else { return nil }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    /// The folder that holds the path.
    static func parent(_ path: String) -> String {
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// Who owns the path (the link itself, if it is one); nil when it does not exist.
    static func owner(of path: String) -> uid_t? {
        var status = stat()
        return lstat(path, &status) == 0 ? status.st_uid : nil
    }

    /// What tells a file from every other that has been at its path; nil when it does not exist.
    static func identity(of path: String) -> String? {
        var status = stat()
        guard lstat(path, &status) == 0 else { return nil }
        #if canImport(Darwin)
            let time = status.st_mtimespec
        #else
            let time = status.st_mtim
        #endif
        return "\(status.st_dev) \(status.st_ino) \(time.tv_sec) \(time.tv_nsec)\n"
    }

    /// Whether a folder is at the path, or a link to one.
    static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    /// Whether anything is at the path, be it a dangling link.
    static func exists(_ path: String) -> Bool { owner(of: path) != nil }

    /// The bytes of a file; nil when it does not exist.
    static func bytes(_ path: String) throws(GitError) -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            if errno == ENOENT || errno == ENOTDIR { return nil }
            throw .system(errno, path)
        }
        defer { close(descriptor) }
        return try readAll(descriptor, path)
    }

    /// The text of a small file without white space at its ends; nil when it does not exist.
    static func text(_ path: String) throws(GitError) -> String? {
        guard let bytes = try bytes(path) else { return nil }
        let end = bytes.lastIndex { !isSpace($0) }.map { $0 + 1 } ?? 0
        let start = bytes.firstIndex { !isSpace($0) } ?? end
        return String(decoding: bytes[start..<end], as: UTF8.self)
    }

    /// Writes all bytes to an open file.
    static func writeAll(_ descriptor: CInt, _ bytes: [UInt8], _ path: String) throws(GitError) {
        try bytes.withUnsafeBufferPointer { (bytes) throws(GitError) in try writeAll(descriptor, bytes, path) }
    }

    /// Writes all bytes to an open file.
    static func writeAll(_ descriptor: CInt, _ bytes: UnsafeBufferPointer<UInt8>, _ path: String) throws(GitError) {
        var offset = 0
        while let start = bytes.baseAddress, offset < bytes.count {
            let count = write(descriptor, start + offset, bytes.count - offset)
            if count < 0 {
                if errno == EINTR { continue }
                throw .system(errno, path)
            }
            offset += count
        }
    }

    /// Adds bytes at the end of a file that exists.
    static func append(_ bytes: [UInt8], to path: String) throws(GitError) {
        let descriptor = open(path, O_WRONLY | O_APPEND | O_CLOEXEC)
        guard descriptor >= 0 else { throw .system(errno, path) }
        defer { close(descriptor) }
        try writeAll(descriptor, bytes, path)
    }

    /// Reads an open file to its end.
    static func readAll(_ descriptor: CInt, _ path: String) throws(GitError) -> [UInt8] {
        var status = stat()
        // One byte more than there should be, so that the end is seen.
        let expected = fstat(descriptor, &status) == 0 ? Int(status.st_size) + 1 : 4096
        var bytes = try readOnce(descriptor, expected, path)
        if bytes.count < expected { return bytes }
        while true {
            let more = try readOnce(descriptor, 1 << 16, path)
            if more.isEmpty { return bytes }
            bytes += more
        }
    }

    /// Reads at most so many bytes; fewer only at the end.
    private static func readOnce(_ descriptor: CInt, _ limit: Int, _ path: String) throws(GitError) -> [UInt8] {
        var failure: CInt?
        let bytes = [UInt8](unsafeUninitializedCapacity: limit) { buffer, filled in
            while filled < limit {
                let count = read(descriptor, buffer.baseAddress! + filled, limit - filled)
                if count < 0, errno == EINTR { continue }
                if count < 0 { failure = errno }
                if count <= 0 { return }
                filled += count
            }
        }
        if let failure { throw .system(failure, path) }
        return bytes
    }

    /// Replaces a file: a new one beside it, flushed to the disk, takes its place.
    ///
    /// Who does so without a lock gives the new file a `name` of its own.
    static func replace(_ path: String, with bytes: [UInt8], beside name: String = ".new") throws(GitError) {
        let new = path + name
        try remove(new)
        let descriptor = open(new, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw .system(errno, new) }
        do throws(GitError) {
            defer { close(descriptor) }
            try writeAll(descriptor, bytes, new)
            guard fsync(descriptor) == 0 else { throw .system(errno, new) }
        } catch {
            unlink(new)
            throw error
        }
        guard rename(new, path) == 0 else { throw .system(errno, path) }
        try flushFolder(parent(path))
    }

    /// Makes a file for writing that must not be there yet, or opens one with other flags; the caller closes it.
    static func openForWriting(_ path: String, flags: CInt = O_EXCL) throws(GitError) -> CInt {
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | flags, 0o666)
        guard descriptor >= 0 else { throw .system(errno, path) }
        return descriptor
    }

    /// Makes a file that must not be there yet, with these bytes.
    static func create(_ path: String, with bytes: [UInt8]) throws(GitError) {
        try create(path) { (file) throws(GitError) in try writeAll(file, bytes, path) }
    }

    /// Makes a file that must not be there yet and lets `fill` write to it.
    static func create(_ path: String, _ fill: (CInt) throws(GitError) -> Void) throws(GitError) {
        let descriptor = try openForWriting(path)
        defer { close(descriptor) }
        do throws(GitError) {
            try fill(descriptor)
        } catch {
            unlink(path)
            throw error
        }
    }

    /// Removes a file if it is there.
    static func remove(_ path: String) throws(GitError) {
        if unlink(path) != 0, errno != ENOENT { throw .system(errno, path) }
    }

    /// Makes a folder if it is not there.
    static func makeFolder(_ path: String) throws(GitError) {
        if mkdir(path, 0o777) != 0, errno != EEXIST { throw .system(errno, path) }
    }

    /// Flushes a folder's list of names to the disk.
    static func flushFolder(_ path: String) throws(GitError) {
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .system(errno, path) }
        defer { close(descriptor) }
        // Some file systems cannot flush a folder and say so with EINVAL.
        if fsync(descriptor) != 0, errno != EINVAL { throw .system(errno, path) }
    }

    /// The names in a folder; empty when there is no such folder.
    static func names(in path: String) throws(GitError) -> [String] {
        guard let stream = opendir(path) else {
            if errno == ENOENT { return [] }
            throw .system(errno, path)
        }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 1) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    static func isSpace(_ byte: UInt8) -> Bool { byte == 32 || (9...13).contains(byte) }
}
