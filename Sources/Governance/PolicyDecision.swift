public import FlagModel

/// What an environment's policy says about one change.
public enum PolicyDecision: Sendable, Hashable {
    /// The change may be made; lowering exposure may have somebody look at it afterwards.
    case allowed(ReviewObligation?)
    /// Approvals are missing.
    case approvalNeeded(Shortfall)
    /// A freeze is in force; only lowering changes pass.
    case frozen(EnvironmentKey, Freeze)

    /// What is missing.
    public struct Shortfall: Sendable, Hashable {
        /// Whose policy asks.
        public let environment: EnvironmentKey
        /// How many approvals it asks for.
        public let required: Int
        /// How many of those given count.
        public let counted: Int
        /// The roles of which an approver needs one; empty where anybody may approve.
        public let roles: [String]
        /// What proves an approval; claims never stand for signatures.
        public let evidence: Evidence
        /// People who could still approve, the author left out.
        public let candidates: [Person]
        /// Those of them who have no key to sign with, where signatures are asked for.
        public let keyless: [Person]
        /// Approvers who do not count, and why.
        public let rejected: [Rejection]
    }

    /// An approver who does not count.
    public struct Rejection: Sendable, Hashable {
        /// As given.
        public let approver: String
        /// Why, lower case, no full stop.
        public let why: String
    }
}
