import FlagModel
import Git

/// What a step changes of the scopes and of the evidence; cost follows the change.
struct StepDelta: Sendable {
    /// The scopes that change, in order.
    let scopes: [Scope]
    /// The files of governance that change.
    let governance: [PathChange]
    /// The files of statements that change.
    let filed: [PathChange]

    var isEmpty: Bool { scopes.isEmpty && filed.isEmpty }

    /// Compares two trees; nil is the empty one.
    init(_ git: Repository, from before: ObjectID?, to after: ObjectID?) throws(GitError) {
        var scopes: Set<Scope> = []
        var governance: [PathChange] = []
        var filed: [PathChange] = []
        for change in try git.changes(from: before, to: after, under: Scope.folders) {
            if let scope = Scope(path: change.path) {
                scopes.insert(scope)
                if scope == .governance { governance.append(change) }
            } else {
                filed.append(change)
            }
        }
        self.scopes = scopes.sorted()
        self.governance = governance
        self.filed = filed
    }
}
