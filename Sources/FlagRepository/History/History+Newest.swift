public import FlagModel

extension History {
    /// The newest step that changes any of some documents in a way that matters, for several sets of documents at once.
    ///
    /// A set whose newest step was cut off by a shallow clone has none.
    ///
    /// - Parameters:
    ///   - documents: the sets, by a name of the caller's.
    ///   - limit: how many steps are looked at.
    ///   - matters: whether a change counts.
    /// - Throws: ``GitError`` where an object is missing.
    public func newest<Name: Hashable>(
        changing documents: [Name: Set<DocumentKind>], within limit: Int = .max,
        where matters: (FlagChange) -> Bool
    ) throws -> [Name: Step] {
        var found: [Name: Step] = [:]
        var open = documents
        var looked = 0
        try forEach { step in
            guard !step.isCutOff else { return false }
            let watched = open.values.reduce(into: Set<DocumentKind>()) { $0.formUnion($1) }
            let changed = try step.changed(among: watched, where: matters)
            for (name, kinds) in open where !kinds.isDisjoint(with: changed) {
                found[name] = step
                open[name] = nil
            }
            looked += 1
            return !open.isEmpty && looked < limit
        }
        return found
    }
}
