import Communications

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The folder that a site is written into. A list in it names what a build wrote, so that nothing else is ever touched.
struct SiteFolder {
    /// Where it is, absolute.
    let path: String
    /// What it is called in messages.
    let name: String

    /// The file that names, a line each, what a build wrote.
    static let list = ".flagctl-site"

    /// Refuses a folder that holds other things than a site.
    func check() throws {
        guard kind("") != nil else { return }
        guard kind("") == S_IFDIR else {
            throw Failure("not-a-folder", "'\(name)' is not a folder", hint: "choose another with --out")
        }
        guard kind(Self.list) != S_IFREG else { return }
        guard try FileManager.default.contentsOfDirectory(atPath: path).isEmpty else {
            throw Failure(
                "not-a-site", "'\(name)' holds files that are not of a site",
                hint: "choose an empty folder, or one that does not exist yet")
        }
    }

    /// Writes what differs from what is there, and removes what an earlier build wrote and this one does not.
    ///
    /// The list names old and new files before any is written: a build that is killed leaves nothing behind that the
    /// next one would not know.
    func write(_ files: [SiteFile]) throws -> (written: Int, removed: Int) {
        let known = try listed()
        let wanted = Set(files.map(\.path))
        for file in files where !known.contains(file.path) && kind(file.path) != nil {
            throw Failure(
                "foreign-file", "'\(name)/\(file.path)' was not written by 'site build'", hint: "move it away first")
        }
        try makeFolder("")
        if known.union(wanted) != known || known.isEmpty { try save(known.union(wanted)) }
        var written = 0
        var folders: Set<String> = [""]
        for file in files where try bytes(file.path) != file.bytes {
            if let slash = file.path.lastIndex(of: "/") {
                let folder = String(file.path[..<slash])
                if folders.insert(folder).inserted { try makeFolder(folder) }
            }
            try put(file.bytes, at: file.path)
            written += 1
        }
        let old = known.subtracting(wanted).sorted()
        for path in old { try remove(path) }
        if known != wanted { try save(wanted) }
        return (written, old.count)
    }

    private func listed() throws -> Set<String> {
        guard let bytes = try bytes(Self.list) else { return [] }
        let paths = String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
        guard paths.allSatisfy(Self.isOwn) else {
            throw Failure(
                "damaged-list", "'\(name)/\(Self.list)' names files that no site has",
                hint: "remove the folder and build the site again")
        }
        return Set(paths)
    }

    private func save(_ paths: Set<String>) throws {
        try put(Array((paths.sorted().joined(separator: "\n") + "\n").utf8), at: Self.list)
    }

    /// Whether a path is one that a site can have: nothing leads out of the folder.
    private static func isOwn(_ path: String) -> Bool {
        path.split(separator: "/", omittingEmptySubsequences: false).allSatisfy { part in
            part != "." && part != ".." && !part.isEmpty
                && part.utf8.allSatisfy { byte in
                    switch byte {
                    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
                    case UInt8(ascii: "0")...UInt8(ascii: "9"): true
                    case UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."): true
                    default: false
                    }
                }
        }
    }

    private func full(_ file: String) -> String { file.isEmpty ? path : "\(path)/\(file)" }

    /// What stands at a path, links not followed; nothing where there is nothing.
    private func kind(_ file: String) -> mode_t? {
        var status = stat()
        guard (file.isEmpty ? stat(full(file), &status) : lstat(full(file), &status)) == 0 else { return nil }
        return status.st_mode & S_IFMT
    }

    private func bytes(_ file: String) throws -> [UInt8]? {
        guard let kind = kind(file) else { return nil }
        guard kind == S_IFREG else {
            throw Failure(
                "foreign-file", "'\(name)/\(file)' is not a file that 'site build' wrote", hint: "move it away first")
        }
        guard let found = FileManager.default.contents(atPath: full(file)) else {
            throw Failure(
                "unreadable", "'\(name)/\(file)' cannot be read", hint: "see who may: ls -l \(name)/\(file)")
        }
        return Array(found)
    }

    private func makeFolder(_ folder: String) throws {
        guard kind(folder) != S_IFDIR else { return }
        do {
            try FileManager.default.createDirectory(atPath: full(folder), withIntermediateDirectories: true)
        } catch {
            throw Failure("unwritable", "the folder '\(name)/\(folder)' cannot be made: \(error)")
        }
    }

    /// Writes a file whole or not at all.
    private func put(_ bytes: [UInt8], at file: String) throws {
        do throws(AtomicFile.Unwritten) {
            try AtomicFile.write(bytes, to: full(file), isSynced: false)
        } catch {
            throw failure("written", file, error.reason)
        }
    }

    private func failure(
        _ what: String, _ file: String, _ reason: String = String(cString: strerror(errno))
    ) -> Failure {
        Failure("unwritable", "'\(name)/\(file)' cannot be \(what): \(reason)")
    }

    private func remove(_ file: String) throws {
        guard unlink(full(file)) == 0 || errno == ENOENT else {
            throw failure("removed", file)
        }
        var folder = Substring(file)
        while let slash = folder.lastIndex(of: "/") {
            folder = folder[..<slash]
            // A folder with something left in it stays.
            guard rmdir(full(String(folder))) == 0 else { return }
        }
    }
}
