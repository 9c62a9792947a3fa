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
    /// The snapshot without edits that this one lies over; what no edit touches is read and kept there.
    private let below: Snapshot?
    private let overlay: [String: FileEdit]
    private var contents: [String: [UInt8]?] = [:]
    private var documents: [DocumentKind: JSONDocument?] = [:]
    private var models: [DocumentKind: Any?] = [:]
    private var listings: [String: [String: TreeEntry]] = [:]
    private var lookups: [String: Int] = [:]

    init(git: Repository, commit: ObjectID?, tree: ObjectID?) {
        self.git = git
        self.commit = commit
        self.tree = tree
        below = nil
        overlay = [:]
    }

    private init(over below: Snapshot, _ overlay: [String: FileEdit]) {
        git = below.git
        commit = below.commit
        tree = below.tree
        self.below = below
        self.overlay = overlay
    }

    /// The same commit with edits over it.
    func with(_ edits: [String: FileEdit]) -> Snapshot {
        Snapshot(over: below ?? self, overlay.merging(edits) { $1 })
    }

    /// The snapshot that a file which no edit touches is read from; nil for this one.
    private func source(of path: String) -> Snapshot? { overlay[path] == nil ? below : nil }

    // MARK: Files

    /// The bytes of a file, or nothing where there is none.
    ///
    /// - Throws: ``GitError`` where the object cannot be read, ``RepositoryError/invalid(_:)`` where a symbolic link,
    ///   a folder or a submodule stands in its place.
    public func bytes(at path: String) throws -> [UInt8]? {
        if let edit = overlay[path] { return edit.bytes }
        if let below { return try below.bytes(at: path) }
        if let known = contents[path] { return known }
        let bytes = try entry(at: path).map { entry in
            guard entry.mode == .regular || entry.mode == .executable else {
                throw RepositoryError.invalid([.notAFile(path, mode: entry.mode)])
            }
            return try git.blob(entry.id)
        }
        contents[path] = .some(bytes)
        return bytes
    }

    /// The id of a file's or a folder's content in the commit, which says whether it changed; nothing where it is not.
    public func contentID(at path: String) throws -> ObjectID? {
        try tree.flatMap { try git.entry(at: path, in: $0)?.id }
    }

    /// The parsed document, or nothing where there is none.
    ///
    /// - Throws: ``RepositoryError/invalid(_:)`` with the place where it is no JSON.
    public func document(_ kind: DocumentKind) throws -> JSONDocument? {
        if let source = source(of: kind.path) { return try source.document(kind) }
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

    /// The document's value for telling history, which goes on before and after a version that is none.
    ///
    /// A version that is no JSON counts as its text; a symbolic link, a folder or an oversized file as what it is.
    func valueForHistory(_ kind: DocumentKind) throws -> JSONValue? {
        if let source = source(of: kind.path) { return try source.valueForHistory(kind) }
        if let known = documents[kind] { return known?.value }
        let version = try version(kind)
        if let document = version?.document { documents[kind] = .some(document) }
        return version?.history
    }

    /// What stands at a document's path, whether it can be read or not.
    func version(_ kind: DocumentKind) throws -> DocumentVersion? {
        do {
            guard let bytes = try bytes(at: kind.path) else { return nil }
            return (try? JSONDocument(parsing: bytes)).map { .document($0) } ?? .text(bytes)
        } catch RepositoryError.invalid {
            return try entry(at: kind.path).map { .other("\(Finding.noun(of: $0.mode)) \($0.id.abbreviated())") }
        } catch GitError.tooLarge(let id, let size, _) {
            return .other("\(size) bytes \(id.abbreviated())")
        }
    }

    /// The names in a folder that end in `.json`, without it, sorted.
    ///
    /// A folder with such a name is among them: reading it says what is wrong, leaving it out would hide it.
    func keys(in folder: String) throws -> [String] {
        var names = Set(
            try entries(in: folder).filter { $0.name.hasSuffix(".json") }.map(\.name))
        for (path, edit) in overlay where path.hasPrefix(folder + "/") {
            let name = String(path.dropFirst(folder.utf8.count + 1))
            guard name.hasSuffix(".json"), !name.contains("/") else { continue }
            if edit.bytes == nil { names.remove(name) } else { names.insert(name) }
        }
        return names.map { String($0.dropLast(5)) }.sorted()
    }

    /// What the document says, decoded once; nothing where there is none.
    ///
    /// - Throws: ``RepositoryError/invalid(_:)`` with the findings where it has errors.
    func decoded<Model>(
        _ kind: DocumentKind, _ decode: (JSONDocument, String, inout [Finding]) -> Model?
    ) throws -> Model? {
        if let source = source(of: kind.path) { return try source.decoded(kind, decode) }
        if let known = models[kind] { return known as? Model }
        let model = try document(kind).map { document in
            var findings: [Finding] = []
            guard let model = decode(document, kind.path, &findings) else { throw RepositoryError.invalid(findings) }
            return model
        }
        models[kind] = .some(model)
        return model
    }

    /// Reads and decodes many documents at once, on all cores, so that asking for them is quick afterwards.
    ///
    /// Those that cannot be read or have errors are left out: asking for them says what is wrong.
    func load<Model: Sendable>(
        _ kinds: [DocumentKind], _ decode: @Sendable (JSONDocument, String, inout [Finding]) -> Model?
    ) throws {
        if let below { return try below.load(kinds.filter { overlay[$0.path] == nil }, decode) }
        var wanted: [DocumentKind] = []
        var ids: [ObjectID] = []
        for kind in kinds where models[kind] == nil {
            guard let entry = try entry(at: kind.path), entry.mode == .regular || entry.mode == .executable else {
                continue
            }
            wanted.append(kind)
            ids.append(entry.id)
        }
        let paths = wanted.map(\.path)
        let found = try git.blobs(ids) { place, bytes -> Model? in
            var findings: [Finding] = []
            return (try? JSONDocument(parsing: bytes)).flatMap { decode($0, paths[place], &findings) }
        }
        for (kind, model) in zip(wanted, found) { if let model { models[kind] = .some(model) } }
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

    private func entries(in folder: String) throws -> some Collection<TreeEntry> { try listing(of: folder).values }

    private func listing(of folder: String) throws -> [String: TreeEntry] {
        if let below { return try below.listing(of: folder) }
        if let known = listings[folder] { return known }
        var found: [String: TreeEntry] = [:]
        if let tree, let entry = try git.entry(at: folder, in: tree), entry.mode == .tree {
            for entry in try git.tree(entry.id) { found[entry.name] = entry }
        }
        listings[folder] = found
        return found
    }

    /// A few files of a folder are looked up one by one; from then on the whole folder is read at once.
    private func entry(at path: String) throws -> TreeEntry? {
        if let below { return try below.entry(at: path) }
        guard let tree, let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return nil }
        let folder = String(path[..<slash])
        let count = lookups[folder, default: 0]
        lookups[folder] = count + 1
        guard count >= Self.singleLookups || listings[folder] != nil else { return try git.entry(at: path, in: tree) }
        return try listing(of: folder)[String(path[path.utf8.index(after: slash)...])]
    }

    private static let singleLookups = 4
}

/// What becomes of one file.
struct FileEdit: Sendable, Hashable {
    /// The new content, or nothing where the file is removed.
    let bytes: [UInt8]?
    let mode: FileMode
}

extension Finding {
    static func noun(of mode: FileMode) -> String {
        switch mode {
        case .symlink: "a symbolic link"
        case .tree: "a folder"
        case .submodule: "a submodule"
        default: "something else"
        }
    }

    static func notAFile(_ path: String, mode: FileMode) -> Finding {
        Finding(
            severity: .error, rule: "not-a-file", path: path, position: nil,
            message: "\(noun(of: mode)) stands where a file belongs", hint: "remove it and commit: git rm -r '\(path)'")
    }
}
