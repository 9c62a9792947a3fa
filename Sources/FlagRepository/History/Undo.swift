public import Documents
public import FlagModel
public import Git

/// A field that cannot be undone because a later edit set it again.
public struct UndoConflict: Sendable, Hashable {
    /// Which document.
    public let document: DocumentKind
    /// Which field.
    public let field: FieldPath
    /// What the undone step set.
    public let set: JSONValue?
    /// What it is now.
    public let now: JSONValue?
    /// What the undo would have restored.
    public let restore: JSONValue?
    /// The step that is undone.
    public let undone: ObjectID
    /// The later commit that set the field, where there is one.
    public let later: ObjectID?
}

/// Edits that take steps of history back.
public struct Undo {
    private let repository: FlagRepository

    /// An undo in a repository.
    public init(in repository: FlagRepository) { self.repository = repository }

    /// Applies the inverse of a step to a draft, field by field, so that later edits to other fields stay.
    ///
    /// Where a rollout stands is not taken back: its watcher would do again what is undone here. It sees that its flags
    /// changed, and waits for somebody. Nor is what was sent: it would go out again.
    ///
    /// - Parameters:
    ///   - flags: only the changes of these flags, unless empty.
    ///   - environment: only the changes in this environment, where one is given; then definitions stay as they are.
    /// - Throws: ``RepositoryError/conflicts(_:)`` where a later edit set a field again, and
    ///   ``RepositoryError/shallow(_:)`` where nobody knows what the step changed; nothing is applied then.
    public func revert(
        _ step: History.Step, flags: Set<FlagKey> = [], environment: EnvironmentKey? = nil, in draft: inout Draft
    ) throws {
        var conflicts: [UndoConflict] = []
        var reverted = draft
        for kind in try step.paths(History.Filter(flags: flags, environment: environment))
        where (environment == nil || kind.environment == environment) && !kind.isRecord {
            for conflict in try revert(kind, of: step, in: &reverted) {
                conflicts.append(try named(conflict, step: step, at: draft.base))
            }
        }
        guard conflicts.isEmpty else { throw RepositoryError.conflicts(conflicts) }
        draft = reverted
    }

    /// Takes back what the step made of one document; field by field where all versions can be read, else as a whole.
    private func revert(
        _ kind: DocumentKind, of step: History.Step, in draft: inout Draft
    ) throws -> [FieldMerge.Conflict] {
        let (done, now, wanted) = try (
            step.after.version(kind), draft.now(kind).version(kind), step.before.version(kind)
        )
        if [done, now, wanted].allSatisfy({ $0?.isReadable ?? true }) {
            let merge = try FieldMerge(
                base: done?.document, ours: now?.document, theirs: wanted?.document, kind: kind)
            if merge.isChanged { try draft.set(kind, to: merge.result) }
            return merge.conflicts
        }
        if now == wanted { return [] }
        guard now == done else {
            return [
                FieldMerge.Conflict(
                    document: kind, field: .document, base: done?.history, ours: now?.history, theirs: wanted?.history)
            ]
        }
        guard let wanted else {
            try draft.remove(kind.path)
            return []
        }
        guard let bytes = wanted.bytes else { throw RepositoryError.invalid([.notAFile(kind.path, mode: .symlink)]) }
        try draft.put(bytes, at: kind.path)
        return []
    }

    /// For each document the newest step up to a commit that changed what it says; documents that none changed, as far as
    /// history can be read, are left out.
    public func lastChanges(
        of documents: [DocumentKind], upTo tip: ObjectID
    ) throws -> [DocumentKind: History.Step] {
        var open = Set(documents)
        var found: [DocumentKind: History.Step] = [:]
        try History(of: repository, endingWith: tip).forEach { step in
            for document in try step.changed(among: open) {
                found[document] = step
                open.remove(document)
            }
            return !open.isEmpty
        }
        return found
    }

    private func named(
        _ conflict: FieldMerge.Conflict, step: History.Step, at base: Snapshot
    ) throws -> UndoConflict {
        var later: ObjectID?
        if let tip = base.commit {
            try History(of: repository, endingWith: tip).forEach { candidate in
                guard candidate.commit.id != step.commit.id else { return false }
                if try candidate.touches(conflict.document) {
                    let changes = FlagChange.between(
                        try candidate.before.valueForHistory(conflict.document),
                        try candidate.after.valueForHistory(conflict.document), document: conflict.document)
                    let sets = changes.contains { $0.field == conflict.field || $0.field == .document }
                    if sets || conflict.field == .document { later = candidate.commit.id }
                }
                return later == nil
            }
        }
        return UndoConflict(
            document: conflict.document, field: conflict.field, set: conflict.base, now: conflict.ours,
            restore: conflict.theirs, undone: step.commit.id, later: later)
    }
}
