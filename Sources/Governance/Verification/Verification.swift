public import Git

/// What a walk along a branch found.
public struct Verification: Sendable {
    /// What can be said of the history as a whole.
    public enum Outcome: String, Sendable, Hashable {
        /// Every step from the root on may stand.
        case verified
        /// Some steps may not.
        case violated
        /// A shallow clone hides a part of the history.
        case incomplete
    }

    /// The commit that is taken for granted.
    public internal(set) var root: ObjectID
    /// The first commit of the branch; nothing where a shallow clone hides it.
    public internal(set) var genesis: ObjectID?
    /// The commit that was walked to.
    public internal(set) var tip: ObjectID
    /// How many steps were walked.
    public internal(set) var steps = 0
    /// Whether a shallow clone hides a part of the history.
    public internal(set) var isIncomplete = false
    /// The changes of scopes, oldest first.
    public internal(set) var transitions: [VerifiedTransition] = []
    /// What is wrong, oldest first.
    public internal(set) var violations: [Violation] = []
    /// What still has to be looked at, and in time for it.
    public internal(set) var obligations: [Obligation] = []
    /// All that has to be looked at, overdue or not.
    public internal(set) var owed: [Obligation] = []
    /// What the next walk can start from.
    public internal(set) var checkpoint: Checkpoint?
    /// How many signatures were checked by a program, because no earlier result was at hand.
    public internal(set) var signaturesChecked = 0

    /// What can be said of the history as a whole.
    public var outcome: Outcome {
        if !violations.isEmpty { return .violated }
        return isIncomplete ? .incomplete : .verified
    }
}
