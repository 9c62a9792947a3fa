public import Documents
public import FlagModel
public import Git

/// The documents of a flag repository at one commit, read when they are asked for and then kept.
///
/// A draft's edits can lie over it; then it reads as the commit will.
public final class Snapshot {
    /// The commit, or nothing for a repository without one.
    public let commit: ObjectID?
    let tree: ObjectID?
    let git: Repository
    private let overlay: [String: FileEdit]
    private var documents: [DocumentKind: JSONDocument?] = [:]
    private var listings: [String: [TreeEntry]] = [:]

    init(git: Repository, commit: ObjectID?, tree: ObjectID?, overlay: [String: FileEdit] = [:]) {
        self.git = git
        self.commit = commit
        self.tree = tree
        self.overlay = overlay
    }

    /// The same commit with edits over it.
    func with(_ edits: [String: FileEdit]) -> Snapshot {
        Snapshot(git: git, commit: commit, tree: tree, overlay: overlay.merging(edits) { $1 })
    }

    // MARK: Files

    /// The bytes of a file, or nothing where there is none.
    ///
    /// - Throws: ``GitError`` where the object cannot be read, ``RepositoryError/invalid(_:)`` where a symbolic link,
    ///   a folder or a submodule stands in its place.
    public func bytes(at path: String) throws -> [UInt8]? {
        if let edit = overlay[path] { return edit.bytes }
        guard let tree, let entry = try git.entry(at: path, in: tree) else { return nil }
        guard entry.mode == .regular || entry.mode == .executable else {
            throw RepositoryError.invalid([.notAFile(path, mode: entry.mode)])
        }
        return try git.blob(entry.id)
    }

    /// The parsed document, or nothing where there is none.
    ///
    /// - Throws: ``RepositoryError/invalid(_:)`` with the place where it is no JSON.
    public func document(_ kind: DocumentKind) throws -> JSONDocument? {
        if let known = documents[kind] { return known }
        let document = try bytes(at: kind.path).map { bytes in
            do throws(JSONSyntaxError) {
                return try JSONDocument(parsing: bytes)
            } catch {
                throw RepositoryError.invalid([Finding(error, path: kind.path)])
            }
        }
        documents[kind] = .some(document)
        return document
    }

    /// The document's value for telling history: what is no JSON document counts as a text.
    ///
    /// History holds what people committed, so that nothing in it but a missing object stops the telling.
    func valueForHistory(_ kind: DocumentKind) throws -> JSONValue? {
        if let known = documents[kind] { return known?.value }
        let version = try version(kind)
        if let document = version?.document { documents[kind] = .some(document) }
        return version?.history
    }

    /// What stood at a document's path, whether it can be read or not; a folder does not count.
    func version(_ kind: DocumentKind) throws -> DocumentVersion? {
        if overlay[kind.path] == nil {
            guard let tree, let entry = try git.entry(at: kind.path, in: tree), entry.mode != .tree else { return nil }
            guard entry.mode == .regular || entry.mode == .executable else { return .other(entry.id) }
        }
        do {
            guard let bytes = try bytes(at: kind.path) else { return nil }
            return (try? JSONDocument(parsing: bytes)).map { .document($0) } ?? .text(bytes)
        } catch GitError.tooLarge(let id, _, _) {
            return .other(id)
        }
    }

    /// The names of the files in a folder that end in `.json`, without it, sorted.
    func keys(in folder: String) throws -> [String] {
        var names = Set(
            try entries(in: folder).filter { $0.mode != .tree && $0.name.hasSuffix(".json") }.map(\.name))
        for (path, edit) in overlay where path.hasPrefix(folder + "/") {
            let name = String(path.dropFirst(folder.utf8.count + 1))
            guard name.hasSuffix(".json"), !name.contains("/") else { continue }
            if edit.bytes == nil { names.remove(name) } else { names.insert(name) }
        }
        return names.map { String($0.dropLast(5)) }.sorted()
    }

    /// The names of the folders in a folder, sorted.
    func folders(in folder: String) throws -> [String] {
        var names = Set(try entries(in: folder).filter { $0.mode == .tree }.map(\.name))
        for (path, edit) in overlay where path.hasPrefix(folder + "/") && edit.bytes != nil {
            let rest = path.dropFirst(folder.utf8.count + 1).split(separator: "/")
            if rest.count > 1 { names.insert(String(rest[0])) }
        }
        return names.sorted()
    }

    private func entries(in folder: String) throws -> [TreeEntry] {
        if let known = listings[folder] { return known }
        var found: [TreeEntry] = []
        if let tree, let entry = try git.entry(at: folder, in: tree), entry.mode == .tree {
            found = try git.tree(entry.id)
        }
        listings[folder] = found
        return found
    }
}

/// What becomes of one file.
struct FileEdit: Sendable, Hashable {
    /// The new content, or nothing where the file is removed.
    let bytes: [UInt8]?
    let mode: FileMode
}

extension Finding {
    static func notAFile(_ path: String, mode: FileMode) -> Finding {
        let what =
            switch mode {
            case .symlink: "a symbolic link"
            case .tree: "a folder"
            case .submodule: "a submodule"
            default: "something else"
            }
        return Finding(
            severity: .error, rule: "not-a-file", path: path, position: nil,
            message: "\(what) stands where a file belongs", hint: "remove it and commit: git rm -r '\(path)'")
    }
}
