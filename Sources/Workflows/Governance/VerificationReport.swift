public import Documents
import FlagModel
import Git
import Governance

/// What a walk along the branch found, for people, scripts and auditors.
public struct VerificationReport: Report {
    /// One step's change of one scope.
    public struct Transition: Sendable, Hashable {
        /// The commit.
        public let commit: String
        /// When it was committed, as the committer says.
        public let time: String
        /// The scope, such as `environments/production`.
        public let scope: String
        /// Who wrote it, as the commit says.
        public let author: String
        /// `neutral`, `lowering` or `raising`; nothing where no policy asks.
        public let classification: String?
        /// Why it may stand, or `violation`.
        public let ground: String
        /// `none`, `claimed`, `forge` or `signed`.
        public let level: String
        /// Who approved and counts.
        public let approvers: [String]
        /// Why it was made.
        public let reason: String?
        /// The ticket.
        public let ticket: String?
        /// What changes for whom, in one line.
        public let impact: String?
    }

    /// Something that may not stand.
    public struct Violation: Sendable, Hashable {
        /// What, by its stable name.
        public let code: String
        /// The commit at fault.
        public let commit: String
        /// The scope, where it is about one.
        public let scope: String?
        /// What was found.
        public let message: String
        /// Statements and trailers that do not count: who, why, and details.
        public let rejections: [Rejection]
    }

    /// A statement or trailer that does not count.
    public struct Rejection: Sendable, Hashable {
        /// The file, person or trailer.
        public let who: String
        /// Why, by its stable name.
        public let why: String
        /// More, where the name says too little.
        public let detail: String?
    }

    /// A change without approval that somebody has to look at.
    public struct Obligation: Sendable, Hashable {
        /// The commit.
        public let commit: String
        /// The scope.
        public let scope: String
        /// `lowering`, `restoring` or `break-glass`.
        public let ground: String
        /// When it has to have happened.
        public let due: String
    }

    /// `verified`, `violated` or `incomplete`.
    public let outcome: String
    /// The commit that is taken for granted.
    public let root: String
    /// The first commit; nothing where a shallow clone hides it.
    public let genesis: String?
    /// The commit that was walked to.
    public let tip: String
    /// How many steps were walked.
    public let steps: Int
    /// The changes of scopes, oldest first.
    public let transitions: [Transition]
    /// What may not stand, oldest first.
    public let violations: [Violation]
    /// What still has to be looked at, in time for it.
    public let obligations: [Obligation]
    /// The checkpoint for the next run, as the text of a file; nothing where this one is not to be trusted.
    public let checkpoint: String?

    /// Whether every step may stand, and none is hidden.
    public var isVerified: Bool { outcome == Verification.Outcome.verified.rawValue }

    init(_ found: Verification) {
        outcome = found.outcome.rawValue
        root = found.root.hex
        genesis = found.genesis?.hex
        tip = found.tip.hex
        steps = found.steps
        transitions = found.transitions.map(Transition.init)
        violations = found.violations.map(Violation.init)
        obligations = found.obligations.map { obligation in
            Obligation(
                commit: obligation.commit.hex, scope: obligation.scope.text, ground: obligation.ground.rawValue,
                due: obligation.due.text)
        }
        checkpoint = found.checkpoint.map { CanonicalJSON.pretty($0.json) }
    }

    /// `{"outcome", "root", "genesis", "tip", "steps", "violations", "obligations", "transitions"}`.
    public var json: JSONValue {
        JSONFields.build { fields in
            fields.add("outcome", outcome)
            fields.add("root", root)
            fields.add("genesis", genesis.map { .string($0) } ?? .null)
            fields.add("tip", tip)
            fields.add("steps", steps)
            fields.add("violations", .array(violations.map(\.json)))
            fields.add("obligations", .array(obligations.map(\.json)))
            fields.add("transitions", .array(transitions.map(\.json)))
        }
    }
}
