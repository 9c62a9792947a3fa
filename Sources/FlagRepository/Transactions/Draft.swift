public import Documents
public import FlagModel
public import Git

/// Edits of documents over a snapshot, in memory.
public struct Draft {
    /// What the edits start from.
    public let base: Snapshot
    private(set) var edits: [String: FileEdit] = [:]

    init(base: Snapshot) { self.base = base }

    /// The documents as they are with the edits so far.
    public var result: Snapshot { base.with(edits) }

    /// The paths that are touched, sorted.
    public var paths: [String] { edits.keys.sorted() }

    /// Edits an existing document by splicing.
    ///
    /// - Throws: what the document's reading or `change` throws.
    public mutating func edit(_ kind: DocumentKind, _ change: (inout JSONEditor) throws -> Void) throws {
        guard let document = try now(kind).document(kind) else { throw RepositoryError.missing(kind) }
        var editor = JSONEditor(document)
        try change(&editor)
        try put(editor.document.bytes, at: kind.path)
    }

    /// Adds a document in canonical style.
    ///
    /// - Throws: ``RepositoryError/exists(_:)``.
    public mutating func create(_ kind: DocumentKind, _ value: JSONValue) throws {
        guard try now(kind).bytes(at: kind.path) == nil else { throw RepositoryError.exists(kind) }
        try put(CanonicalJSON.bytes(of: value), at: kind.path)
    }

    /// Makes a document read as given, or removes it.
    public mutating func set(_ kind: DocumentKind, to document: JSONDocument?) throws {
        guard let document else { return try remove(kind.path) }
        try put(document.bytes, at: kind.path)
    }

    /// Makes a document read as it did at another commit, byte for byte.
    public mutating func restore(_ kind: DocumentKind, from snapshot: Snapshot) throws {
        try set(kind, to: try snapshot.document(kind))
    }

    /// Removes a file.
    public mutating func remove(_ path: String) throws {
        edits[path] = FileEdit(bytes: nil, mode: .regular)
        if try base.bytes(at: path) == nil { edits[path] = nil }
    }

    /// Writes any file; one that stays as it was is not touched.
    public mutating func put(_ bytes: [UInt8], at path: String, mode: FileMode? = nil) throws {
        let entry = try base.tree.flatMap { try base.git.entry(at: path, in: $0) }
        let mode = mode ?? (entry?.mode == .executable ? .executable : .regular)
        if try base.bytes(at: path) == bytes, entry?.mode == mode {
            edits[path] = nil
        } else {
            edits[path] = FileEdit(bytes: bytes, mode: mode)
        }
    }

    /// The typed changes, by path and field.
    public func changes() throws -> [FlagChange] {
        let result = self.result
        return try paths.flatMap { path -> [FlagChange] in
            guard let kind = DocumentKind(path: path) else { return [] }
            return FlagChange.between(
                try base.valueForHistory(kind), try result.valueForHistory(kind), document: kind)
        }
    }

    /// A snapshot in which a document reads as it does with the edits so far; laying all edits over the base costs as
    /// much as there are edits.
    func now(_ kind: DocumentKind) -> Snapshot {
        edits[kind.path].map { base.with([kind.path: $0]) } ?? base
    }
}
