public import FlagModel
import Git

extension History.Step {
    /// The flags whose definition or state this step touches, in one environment or in all.
    ///
    /// - Throws: ``RepositoryError/shallow(_:)`` where nobody knows what the step changed.
    public func touchedFlags(in environment: EnvironmentKey?) throws -> Set<FlagKey> {
        try requireParent()
        let states = environment.map { "environments/\($0)/flags" } ?? "environments"
        let changes = try repository.git.changes(from: parent?.tree, to: commit.tree, under: ["flags", states])
        return changes.reduce(into: []) { flags, change in
            switch DocumentKind(path: change.path) {
            case .flag(let key)?, .state(_, let key)?: flags.insert(key)
            default: break
            }
        }
    }
}
