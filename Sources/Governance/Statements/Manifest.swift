import Crypto
import Documents
import FlagModel
public import Git

/// The digest of everything in a scope, so that a signature covers contents and not only git's ids.
///
/// A manifest is a line for each file, sorted by path as bytes: mode, SHA-256 of the content, the length of the path in
/// bytes, a colon, the path. The digest is the SHA-256 of these lines. docs/auditing.md computes one with git alone.
public final class Manifests {
    private let git: Repository
    private var contents: [ObjectID: [UInt8]] = [:]
    private var digests: [[Line]: String] = [:]

    private struct Line: Hashable {
        let path: String
        let entry: TreeEntry
    }

    /// Computes manifests of trees of a repository, and keeps what it has hashed.
    public init(_ git: Repository) { self.git = git }

    /// The digest of a scope in a tree, in 64 hexadecimal digits; no tree and no files have that of no lines.
    public func digest(of scope: Scope, in tree: ObjectID?) throws(GitError) -> String {
        let parts = try parts(of: scope, in: tree)
        if let known = digests[parts] { return known }
        // Git's order of a tree is that of whole paths; governance is put together from several.
        var files = try files(parts)
        if scope == .governance { files.sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) } }
        var lines: [UInt8] = []
        lines.reserveCapacity(files.count * 128)
        for file in files {
            lines.append(contentsOf: file.entry.mode.digits)
            lines.append(UInt8(ascii: " "))
            lines.append(contentsOf: try content(file.entry))
            lines.append(UInt8(ascii: " "))
            lines.append(contentsOf: String(file.path.utf8.count).utf8)
            lines.append(UInt8(ascii: ":"))
            lines.append(contentsOf: file.path.utf8)
            lines.append(UInt8(ascii: "\n"))
        }
        let digest = Hexadecimal.text(SHA256.hash(data: lines))
        digests[parts] = digest
        return digest
    }

    /// What a scope consists of, with folders unopened as far as they belong to it as a whole.
    private func parts(of scope: Scope, in tree: ObjectID?) throws(GitError) -> [Line] {
        guard let tree else { return [] }
        switch scope {
        case .flags: return try git.entry(at: "flags", in: tree).map { [Line(path: "flags", entry: $0)] } ?? []
        case .environment(let key):
            return try children(of: "environments/\(key)", in: tree).filter { $0.entry.name != "environment.json" }
        case .governance:
            var parts = try children(of: ".flagctl", in: tree).filter { $0.entry.name != "approvals" }
            for folder in [".github", "hooks"] {
                if let entry = try git.entry(at: folder, in: tree) { parts.append(Line(path: folder, entry: entry)) }
            }
            for line in try children(of: "environments", in: tree) {
                if line.entry.mode == .tree, EnvironmentKey(line.entry.name) != nil {
                    let path = line.path + "/environment.json"
                    if let entry = try git.entry(at: path, in: tree) { parts.append(Line(path: path, entry: entry)) }
                } else {
                    parts.append(line)
                }
            }
            return parts
        }
    }

    private func children(of folder: String, in tree: ObjectID) throws(GitError) -> [Line] {
        guard let entry = try git.entry(at: folder, in: tree) else { return [] }
        guard entry.mode == .tree else { return [Line(path: folder, entry: entry)] }
        return try git.tree(entry.id).map { Line(path: "\(folder)/\($0.name)", entry: $0) }
    }

    private func files(_ parts: [Line]) throws(GitError) -> [Line] {
        var files: [Line] = []
        for part in parts {
            guard part.entry.mode == .tree else {
                files.append(part)
                continue
            }
            for file in try git.files(in: part.entry.id, at: part.path + "/") {
                files.append(Line(path: file.path, entry: file.entry))
            }
        }
        return files
    }

    /// The digest of a file's content, in hexadecimal digits.
    private func content(_ entry: TreeEntry) throws(GitError) -> [UInt8] {
        if let known = contents[entry.id] { return known }
        // A submodule's commit is not in this repository: its id stands for it.
        let bytes = entry.mode == .submodule ? Array(entry.id.hex.utf8) : try git.blob(entry.id, limit: 1 << 30)
        let digest = Array(Hexadecimal.text(SHA256.hash(data: bytes)).utf8)
        contents[entry.id] = digest
        return digest
    }
}

extension FileMode {
    /// The mode in octal digits.
    fileprivate var digits: [UInt8] {
        switch self {
        case .regular: Array("100644".utf8)
        default: Array(String(rawValue, radix: 8).utf8)
        }
    }
}
