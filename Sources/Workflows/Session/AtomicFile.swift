#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Files that are written whole or not at all.
enum AtomicFile {
    /// Why a file could not be written, in the system's words.
    struct Unwritten: Error {
        let reason: String

        /// What the call before this one left in `errno`.
        init() { reason = String(cString: strerror(errno)) }
    }

    /// Replaces a file in one step.
    ///
    /// - Parameters:
    ///   - path: its path, absolute.
    ///   - mode: the permissions of the new file.
    ///   - isSynced: whether it has to be on the disk before it takes its place.
    static func write(
        _ bytes: [UInt8], to path: String, mode: mode_t = 0o644, isSynced: Bool
    ) throws(Unwritten) {
        let temporary = "\(path).flagctl-\(getpid())"
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
        guard descriptor >= 0 else { throw Unwritten() }
        let isWritten = fill(descriptor, bytes) && (!isSynced || fsync(descriptor) == 0)
        var problem = isWritten ? nil : Unwritten()
        close(descriptor)
        if isWritten, rename(temporary, path) != 0 { problem = Unwritten() }
        guard let problem else { return }
        unlink(temporary)
        throw problem
    }

    private static func fill(_ descriptor: CInt, _ bytes: [UInt8]) -> Bool {
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes { buffer in
                // The base address is there: written < count.
                pwrite(descriptor, buffer.baseAddress! + written, buffer.count - written, off_t(written))
            }
            guard count > 0 else { return false }
            written += count
        }
        return true
    }
}
