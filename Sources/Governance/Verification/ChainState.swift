import FlagModel
import Git

/// What a walk has to remember of the steps behind it.
struct ChainState: Sendable {
    /// The first commit; nothing where a shallow clone hides it.
    var genesis: ObjectID?
    /// The last step that changed each scope.
    var scopeHeads: [Scope: ObjectID] = [:]
    /// The content that an environment may return to without approval: what it was before its newest raising step.
    var undo: [EnvironmentKey: Content] = [:]
    /// Statements that have been used, with their scopes.
    var consumed: Set<String> = []
    /// What still has to be looked at.
    var obligations: [Obligation] = []
    /// The newest moment that a good signature, or the caller's checkpoint, vouches for.
    var latest = Timestamp(unixSeconds: 0)
    /// How many steps have been walked.
    var steps = 0

    /// All that evaluation in an environment depends on, by its manifests' digests.
    struct Content: Sendable, Hashable {
        let environment: String
        let flags: String
    }

    /// The last step that changed a scope.
    func head(of scope: Scope) -> ObjectID? { scopeHeads[scope] ?? genesis }
}
