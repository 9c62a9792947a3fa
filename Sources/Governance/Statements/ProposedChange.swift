public import FlagModel
public import FlagRepository
public import Git

/// What a statement about a change has to say: the branch's history and the change's scopes, before and after.
public struct ProposedChange: Sendable {
    /// The first commit of the branch.
    public let genesis: ObjectID
    /// The protected branch.
    public let branch: String
    /// A claim for each scope that changes, in order.
    public let claims: [Statement.Claim]
    /// The rules before the change, by which it is judged.
    public let rules: Rulebook

    /// Compares a tree with the head of the protected branch.
    ///
    /// - Throws: ``GitError``; ``RepositoryError/shallow(_:)`` where a shallow clone hides the first commit.
    public init(_ repository: FlagRepository, base: ObjectID, result tree: ObjectID) throws {
        let git = repository.git
        let chain = try Chain(git, to: base, from: nil)
        guard let first = chain.commits.first, let head = chain.commits.last, chain.unreadable == nil else {
            throw GitError.corrupt(chain.unreadable?.why ?? "commit '\(base)' has no history")
        }
        if chain.isCutOff { throw RepositoryError.shallow(first.id) }
        genesis = first.id
        let rules = try Rulebook(repository.snapshot(at: base))
        self.rules = rules
        branch = rules.protectedBranch
        let scopes = try StepDelta(git, from: head.tree, to: tree).scopes
        var heads: [Scope: ObjectID] = [:]
        let pairs = zip(chain.commits, chain.commits.dropFirst()).reversed()
        for (parent, commit) in pairs where heads.count < scopes.count && parent.tree != commit.tree {
            for scope in try StepDelta(git, from: parent.tree, to: commit.tree).scopes
            where scopes.contains(scope) && heads[scope] == nil {
                heads[scope] = commit.id
            }
        }
        let manifests = Manifests(git)
        claims = try scopes.map { scope in
            Statement.Claim(
                scope: scope, scopeHead: heads[scope] ?? first.id,
                before: try manifests.digest(of: scope, in: head.tree),
                after: try manifests.digest(of: scope, in: tree), policyVersion: rules.policyVersion(of: scope))
        }
    }

    /// What a forge says of somebody's review of the change, once it has landed as a commit.
    public func statement(
        forge commit: ObjectID, reviewedBy person: PersonKey, reason: String, time: Timestamp
    ) -> Statement {
        Statement(
            genesis: genesis, branch: branch, claims: claims, change: commit.hex, role: .forge, person: person,
            commit: commit, reason: reason, time: time)
    }

    /// What a person says about the whole change.
    public func statement(
        _ role: Statement.Role, by person: PersonKey, change: String, reason: String? = nil, ticket: String? = nil,
        time: Timestamp
    ) -> Statement {
        Statement(
            genesis: genesis, branch: branch, claims: claims, change: change, role: role, person: person,
            reason: reason, ticket: ticket, time: time)
    }
}
