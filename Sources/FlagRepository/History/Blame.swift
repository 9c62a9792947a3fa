public import Documents
public import FlagModel
public import Git

/// Which commit last set each field of a document.
public struct Blame {
    /// One field and where it comes from.
    public struct Line {
        /// The field.
        public let field: FieldPath
        /// Its value.
        public let value: JSONValue
        /// The commit that set it.
        public let commit: Commit
    }

    /// The document.
    public let document: DocumentKind
    /// Its fields in the order in which they stand.
    public let lines: [Line]

    /// Blames a document as it is at a commit.
    ///
    /// - Throws: ``RepositoryError/missing(_:)`` where it does not exist there.
    public init(_ document: DocumentKind, in repository: FlagRepository, at tip: ObjectID) throws {
        guard let value = try repository.snapshot(at: tip).valueForHistory(document) else {
            throw RepositoryError.missing(document)
        }
        let fields = Fields(value, kind: document)
        var origins: [FieldPath: Commit] = [:]
        try History(of: repository, endingWith: tip).forEach { step in
            guard try step.touches(document) else { return true }
            let older = try step.before.valueForHistory(document).map { Fields($0, kind: document) }
            for entry in fields.entries where origins[entry.path] == nil && older?[entry.path] != entry.value {
                origins[entry.path] = step.commit
            }
            return older != nil && origins.count < fields.entries.count
        }
        self.document = document
        lines = fields.entries.compactMap { entry in
            origins[entry.path].map { Line(field: entry.path, value: entry.value, commit: $0) }
        }
    }
}

extension History.Step {
    /// Whether this step changes a document's file, told by object ids alone.
    func touches(_ document: DocumentKind) throws -> Bool {
        try requireParent()
        return try repository.git.differs(at: document.path, commit.tree, parent?.tree)
    }

    /// Those of the documents of which this step changes what they say, in a way that matters.
    func changed(
        among documents: Set<DocumentKind>, where matters: (FlagChange) -> Bool = { _ in true }
    ) throws -> Set<DocumentKind> {
        let touched =
            documents.count <= 4
            ? try documents.filter(touches) : documents.intersection(try paths(History.Filter()))
        return try touched.filter { document in
            let (before, after) = try (before.valueForHistory(document), after.valueForHistory(document))
            return FlagChange.between(before, after, document: document).contains(where: matters)
        }
    }
}
