#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif
#if canImport(System)
    import System
#else
    import SystemPackage
#endif

/// A file that no folder names and that goes when it is let go of; nobody else can open it.
final class UnnamedFile {
    /// The open file, at its beginning.
    let descriptor: FileDescriptor

    /// Makes a file that holds a text.
    init(_ text: String = "") throws {
        var name = Array("/tmp/flagctl-XXXXXX".utf8CString)
        let number = mkstemp(&name)
        guard number >= 0 else { throw Errno(rawValue: errno) }
        descriptor = FileDescriptor(rawValue: number)
        unlink(name)
        // Other programs that are started meanwhile do not get it.
        _ = fcntl(number, F_SETFD, FD_CLOEXEC)
        try descriptor.writeAll(Array(text.utf8))
        lseek(number, 0, SEEK_SET)
    }

    deinit {
        do {
            try descriptor.close()
        } catch {
            // It was read or written in whole before.
        }
    }

    /// What was written into it, up to 4 KiB.
    func beginning() throws -> String {
        var bytes = [UInt8](repeating: 0, count: 4096)
        let count = pread(descriptor.rawValue, &bytes, bytes.count, 0)
        guard count >= 0 else { throw Errno(rawValue: errno) }
        return String(decoding: bytes.prefix(count), as: UTF8.self)
    }
}
