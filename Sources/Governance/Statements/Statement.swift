public import FlagModel
public import Git

/// What one person says about one change, in the bytes that are signed (DESIGN.md, section 6).
public struct Statement: Sendable, Hashable {
    /// What the person says.
    public enum Role: String, Sendable, Hashable, CaseIterable {
        /// That the change is theirs.
        case author
        /// That they agree.
        case approve
        /// That they do not agree, which voids what others approved.
        case reject
        /// That a change which was made without approval has been looked at.
        case ratify
        /// That the change cannot wait for approval.
        case breakGlass = "break-glass"
        /// That a forge has an approving review of theirs; said by the forge, signed with a key of its workflow.
        case forge

        /// Whether a statement names the commit that it is about, because it is filed after that.
        public var isAboutCommit: Bool { self == .ratify || self == .forge }
    }

    /// What is said about one scope.
    public struct Claim: Sendable, Hashable {
        /// The scope.
        public let scope: Scope
        /// The last step of the branch that changed the scope before.
        public let scopeHead: ObjectID
        /// The manifest's digest before the change.
        public let before: String
        /// The manifest's digest after the change.
        public let after: String
        /// The version of the policy that is asked.
        public let policyVersion: Int

        /// Joins what is said about a scope.
        public init(scope: Scope, scopeHead: ObjectID, before: String, after: String, policyVersion: Int) {
            self.scope = scope
            self.scopeHead = scopeHead
            self.before = before
            self.after = after
            self.policyVersion = policyVersion
        }
    }

    /// The first commit of the branch, which tells repositories apart.
    public let genesis: ObjectID
    /// The protected branch.
    public let branch: String
    /// What is said, scope by scope.
    public let claims: [Claim]
    /// The change's name.
    public let change: String
    /// What the person says.
    public let role: Role
    /// Who says it; for a forge, of whom it says it.
    public let person: PersonKey
    /// The commit that is ratified or was merged; nil for other roles.
    public let commit: ObjectID?
    /// Why.
    public let reason: String?
    /// A ticket of another system.
    public let ticket: String?
    /// When, in whole seconds.
    public let time: Timestamp

    /// The namespace of the signatures.
    public static let namespace = "approval@flagctl"

    /// Joins a statement; claims are put in the order of their scopes, the time loses its fraction and offset.
    public init(
        genesis: ObjectID, branch: String, claims: [Claim], change: String, role: Role, person: PersonKey,
        commit: ObjectID? = nil, reason: String? = nil, ticket: String? = nil, time: Timestamp
    ) {
        self.genesis = genesis
        self.branch = branch
        self.claims = claims.sorted { $0.scope < $1.scope }
        self.change = change
        self.role = role
        self.person = person
        self.commit = commit
        self.reason = reason
        self.ticket = ticket
        self.time = Timestamp(unixSeconds: time.unixSeconds)
    }

    /// What is said about a scope; nil where nothing is.
    public func claim(_ scope: Scope) -> Claim? { claims.first { $0.scope == scope } }

    /// Where the statement is filed: `.flagctl/approvals/<yyyy-mm>/<change>/<person>.<role>.json`.
    public var path: String {
        "\(Scope.approvals)/\(time.text.prefix(7))/\(change)/\(person).\(role.rawValue).json"
    }

    /// Where its signature is filed.
    public var signaturePath: String { Statement.signaturePath(of: path) }

    /// Where the signature of a filed statement is.
    static func signaturePath(of path: String) -> String { path.dropLast(5) + ".sig" }
}
