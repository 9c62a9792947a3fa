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

    /// No file could be made.
    struct Unmade: Error, CustomStringConvertible {
        /// Where, and why.
        let description: String
    }

    /// Makes a file in a folder that holds a text; other programs that are started meanwhile do not get it.
    ///
    /// - Throws: ``Unmade``, and `Errno` where the text does not fit.
    init(_ text: String = "", in folder: String) throws {
        let name = "\(folder)/flagctl-\(String(UInt64.random(in: .min ... .max), radix: 36))"
        do {
            descriptor = try FileDescriptor.open(
                FilePath(name), .readWrite, options: [.create, .exclusiveCreate, .closeOnExec],
                permissions: .ownerReadWrite)
        } catch {
            throw Unmade(description: "no file can be made in '\(folder)': \(error)")
        }
        unlink(name)
        try descriptor.writeAll(Array(text.utf8))
        try descriptor.seek(offset: 0, from: .start)
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
