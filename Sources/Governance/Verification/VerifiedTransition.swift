public import Evaluation
public import FlagModel
public import Git

/// What proves the approvals of a transition, weakest first; never overstated.
public enum EvidenceLevel: String, Sendable, Hashable, Comparable, CaseIterable {
    /// Nothing was asked.
    case none
    /// The commit's trailers say so.
    case claimed
    /// A forge's reviews, attested by its own key.
    case forge
    /// Signed statements.
    case signed

    /// Orders by strength.
    public static func < (left: EvidenceLevel, right: EvidenceLevel) -> Bool {
        (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
    }
}

/// One step's change of one scope, as an auditor lists it.
public struct VerifiedTransition: Sendable, Hashable {
    /// Why a transition may stand.
    public enum Ground: String, Sendable, Hashable {
        /// No policy holds there.
        case unprotected
        /// No evaluation differs.
        case neutral
        /// It lowers exposure.
        case lowering
        /// It goes back to what was approved before.
        case restoring
        /// It is a step of a rollout plan, which was approved when its run was started.
        case planned
        /// It was approved.
        case approved
        /// One person could not wait.
        case breakGlass = "break-glass"
        /// It may not stand.
        case violation
    }

    /// The commit.
    public let commit: ObjectID
    /// When it was committed, as the committer says; decides nothing.
    public let time: Timestamp
    /// The scope.
    public let scope: Scope
    /// Who wrote it: `Name <email>`, as the commit says.
    public let author: String
    /// What it does to exposure; nothing where no policy asks.
    public let classification: Classification?
    /// Why it may stand.
    public let ground: Ground
    /// What proves the approvals.
    public let level: EvidenceLevel
    /// Who approved and counts: keys of people, or `Name <email>` where a trailer names somebody else.
    public let approvers: [String]
    /// Why it was made.
    public let reason: String?
    /// The ticket.
    public let ticket: String?
    /// What changes for whom, in one line.
    public let impact: String?
}

/// A change that was made without approval and has to be looked at.
public struct Obligation: Sendable, Hashable {
    /// The commit.
    public let commit: ObjectID
    /// The scope.
    public let scope: Scope
    /// Why it is owed: lowering, restoring or break-glass.
    public let ground: VerifiedTransition.Ground
    /// When it has to have happened.
    public let due: Timestamp
    /// What a statement that ratifies has to say about the scope.
    public let claim: Statement.Claim
    /// People who cannot ratify, because it is theirs.
    public let authors: [PersonKey]
}
