#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Why a file was not read.
struct FileRefusal: Error, Hashable {
    /// What is wrong with it.
    let reason: String
}

/// Files below a repository's root, and none elsewhere.
struct RepositoryFolder: Sendable {
    /// The longest file that is read, in bytes.
    static let fileLimit = 16 << 20

    /// The root, absolute.
    let root: String

    /// Reads a plain file; symbolic links may lead to it where they stay below the root.
    func read(_ path: String) throws(FileRefusal) -> [UInt8] {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.allSatisfy({ !$0.isEmpty && $0 != ".." && $0 != "." }), !path.utf8.contains(0) else {
            throw FileRefusal(reason: "'\(path)' is no path below the repository's root")
        }
        guard let top = Self.resolved(root) else { throw refusal(root) }
        guard let file = Self.resolved(root + "/" + path) else { throw refusal(path) }
        guard file.hasPrefix(top == "/" ? top : top + "/") else {
            throw FileRefusal(reason: "'\(path)' leads out of the repository")
        }
        guard !file.dropFirst(top.count).split(separator: "/").contains(".git") else {
            throw FileRefusal(reason: "'\(path)' is git's own")
        }
        return try content(of: file, named: path)
    }

    private func content(of file: String, named path: String) throws(FileRefusal) -> [UInt8] {
        let descriptor = open(file, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW)
        guard descriptor >= 0 else { throw refusal(path) }
        defer { _ = close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw refusal(path) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw FileRefusal(reason: "'\(path)' is no plain file") }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = Self.read(descriptor, into: &chunk)
            guard count >= 0 else { throw refusal(path) }
            guard count > 0 else { return bytes }
            bytes += chunk[..<count]
            guard bytes.count <= Self.fileLimit else {
                throw FileRefusal(reason: "'\(path)' is longer than \(Self.fileLimit >> 20) MiB")
            }
        }
    }

    /// Reads once, also where a signal came between.
    private static func read(_ descriptor: CInt, into chunk: inout [UInt8]) -> Int {
        while true {
            let count = chunk.withUnsafeMutableBytes { buffer in
                #if canImport(Glibc)
                    Glibc.read(descriptor, buffer.baseAddress, buffer.count)
                #elseif canImport(Musl)
                    Musl.read(descriptor, buffer.baseAddress, buffer.count)
                #else
                    Darwin.read(descriptor, buffer.baseAddress, buffer.count)
                #endif
            }
            if count >= 0 || errno != EINTR { return count }
        }
    }

    /// The path without links; nothing where the system does not get there, which `errno` explains.
    private static func resolved(_ path: String) -> String? {
        guard let real = realpath(path, nil) else { return nil }
        defer { free(real) }
        return String(cString: real)
    }

    /// Why the system just refused a path.
    private func refusal(_ path: String) -> FileRefusal {
        let code = errno
        let why = code == ENOENT ? "is not there" : "cannot be read: \(String(cString: strerror(code)))"
        return FileRefusal(reason: "'\(path)' \(why)")
    }
}
