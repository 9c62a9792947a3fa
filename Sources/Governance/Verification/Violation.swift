public import Git

/// Something that makes a history unproven.
public struct Violation: Sendable, Hashable {
    /// What, by its stable name.
    public enum Kind: Sendable, Hashable {
        /// A stored object that git would not have written.
        case object(ObjectFlaw.Kind)
        /// The pinned commit is not on the branch's first-parent chain: history was rewritten, or parents swapped.
        case historyRewritten
        /// The approvals that the policy asks for are not there.
        case approvalMissing
        /// Somebody rejected the change.
        case rejected
        /// A filed statement was removed.
        case evidenceDeleted
        /// A filed statement was changed.
        case evidenceChanged
        /// A filed statement is none, is misfiled, or its signature is bad.
        case badStatement
        /// Existing rules change in the same step as what they protect.
        case governanceWithState
        /// A policy changes without its version rising by exactly one.
        case policyVersion
        /// Nobody knows what the policy asks, because its file has errors.
        case rulesUnreadable
        /// Exposure was raised in a freeze.
        case frozen
        /// A change made without approval was not looked at in time.
        case notRatified

        /// The name.
        public var name: String {
            switch self {
            case .object(let flaw): flaw.rawValue
            case .historyRewritten: "history-rewritten"
            case .approvalMissing: "approval-missing"
            case .rejected: "rejected"
            case .evidenceDeleted: "evidence-deleted"
            case .evidenceChanged: "evidence-changed"
            case .badStatement: "bad-statement"
            case .governanceWithState: "governance-with-state"
            case .policyVersion: "policy-version"
            case .rulesUnreadable: "rules-unreadable"
            case .frozen: "frozen"
            case .notRatified: "not-ratified"
            }
        }
    }

    /// What.
    public let kind: Kind
    /// The commit at fault.
    public let commit: ObjectID
    /// The scope, where it is about one.
    public let scope: Scope?
    /// What was found, lower case, no full stop.
    public let message: String
    /// Statements and trailers that do not count, and why.
    public let rejections: [Rejection]

    init(_ kind: Kind, _ commit: ObjectID, _ scope: Scope? = nil, _ message: String, rejections: [Rejection] = []) {
        self.kind = kind
        self.commit = commit
        self.scope = scope
        self.message = message
        self.rejections = rejections
    }
}
