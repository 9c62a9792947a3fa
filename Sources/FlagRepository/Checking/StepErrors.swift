public import Documents
public import FlagModel

/// The errors around what a step from one snapshot to another touches.
public struct StepErrors {
    /// Those that the step brings in.
    public let new: [Finding]
    /// Those in its files that were there before.
    public let old: [Finding]

    /// Looks at the files that the step touches, what they refer to and what refers to them; never at all files.
    ///
    /// - Parameters:
    ///   - paths: the files that differ.
    ///   - further: what rooms above find in the same content.
    /// - Throws: ``GitError`` where an object cannot be read.
    public init(
        from base: Snapshot, to result: Snapshot, paths: [String], changes: [FlagChange],
        and further: (RepositoryContent) -> [Finding] = { _ in [] }
    ) throws {
        let dependents = try Self.dependents(of: changes, in: result)
        let after = try result.errors(around: paths, and: dependents, further)
        guard !after.isEmpty else {
            (new, old) = ([], [])
            return
        }
        let before = Set(try base.errors(around: paths, and: dependents, further).map(\.withoutPosition))
        new = after.filter { !before.contains($0.withoutPosition) }
        old = after.filter { paths.contains($0.path) && before.contains($0.withoutPosition) }
    }

    /// Documents that may name what the step takes away; only such a step costs more than what it touches.
    private static func dependents(of changes: [FlagChange], in result: Snapshot) throws -> [DocumentKind] {
        var found: Set<DocumentKind> = []
        for change in changes {
            switch change.document {
            case .flag where change.takesVariantsAway:
                found.formUnion(try result.flagKeys().map { .flag($0) })
            case .cohort(let environment, _) where change.isRemoval:
                found.formUnion(try result.stateKeys(in: environment).map { .state(environment, $0) })
                found.formUnion(try plans(of: environment, in: result))
            case .metrics: found.formUnion(try plans(in: result))
            case .environment(let environment) where change.isRemoval:
                found.formUnion(try result.stateKeys(in: environment).map { .state(environment, $0) })
                found.formUnion(try result.cohortKeys(in: environment).map { .cohort(environment, $0) })
            case .environment:
                found.formUnion(try result.environmentKeys().map { .environment($0) })
            default: break
            }
        }
        return Array(found)
    }

    private static func plans(in snapshot: Snapshot) throws -> [DocumentKind] {
        try snapshot.environmentKeys().flatMap { try plans(of: $0, in: snapshot) }
    }

    private static func plans(of environment: EnvironmentKey, in snapshot: Snapshot) throws -> [DocumentKind] {
        try snapshot.planKeys(in: environment).map { .plan(environment, $0) }
    }
}

extension Snapshot {
    /// The errors in a document and in what it names.
    ///
    /// - Parameter further: what rooms above find in the same content.
    /// - Throws: ``GitError`` where an object cannot be read.
    public func errors(
        around document: DocumentKind, and further: (RepositoryContent) -> [Finding]
    ) throws -> [Finding] {
        try errors(around: [document.path], and: [], further)
    }

    fileprivate func errors(
        around paths: [String], and others: [DocumentKind], _ further: (RepositoryContent) -> [Finding]
    ) throws -> [Finding] {
        let content = try PartialContent(self).around(paths, and: others)
        return (Validation.findings(in: content) + further(content)).filter { $0.severity == .error }.sorted()
    }
}

extension FlagChange {
    fileprivate var isRemoval: Bool { field == .document && after == nil }

    /// Whether a requirement of this flag can lose its variant, or be of its off variant now.
    fileprivate var takesVariantsAway: Bool {
        isRemoval || before != nil && ["variants", "offVariant"].contains(field.names.first ?? "variants")
    }
}

extension Finding {
    /// The finding wherever it stands in its file.
    fileprivate var withoutPosition: Finding {
        var copy = self
        copy.position = nil
        return copy
    }
}
