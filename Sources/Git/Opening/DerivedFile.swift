#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

extension Repository {
    /// The bytes of a file that is derived from the repository and safe to delete; nil where there is none.
    ///
    /// It is kept in git's own folder, beside what other flagctl programs keep there.
    public func derivedFile(_ name: String) throws(GitError) -> [UInt8]? {
        try FileSystem.bytes("\(commonDirectory)/flagctl/\(name)")
    }

    /// Makes such a file have these bytes, whole or not at all; of several writers the last one wins.
    public func replaceDerivedFile(_ name: String, with bytes: [UInt8]) throws(GitError) {
        let file = "\(commonDirectory)/flagctl/\(name)"
        try FileSystem.makeFolder(FileSystem.parent(file))
        try FileSystem.replace(file, with: bytes, beside: ".\(UInt64.random(in: .min ... .max))")
    }

    /// Adds bytes at the end of such a file.
    public func append(_ bytes: [UInt8], toDerivedFile name: String) throws(GitError) {
        let file = "\(commonDirectory)/flagctl/\(name)"
        try FileSystem.makeFolder(FileSystem.parent(file))
        let descriptor = try FileSystem.openForWriting(file, flags: O_APPEND)
        defer { systemClose(descriptor) }
        try FileSystem.writeAll(descriptor, bytes, file)
    }
}
