/// What a change to an environment asks for.
public struct Policy: Sendable, Hashable {
    /// What raising exposure asks for.
    public var approvals: Approvals?
    /// What lowering exposure asks for.
    public var lowering: Lowering?
    /// When nothing is raised at all.
    public var freezes: [Freeze]
    /// Counts the policy's changes, from 1; it rises by one with each.
    public var version: Int?

    /// The members of the policy in canonical order.
    public static let memberOrder = ["approvals", "lowering", "freezes", "version"]

    /// Makes a policy.
    public init(
        approvals: Approvals? = nil, lowering: Lowering? = nil, freezes: [Freeze] = [], version: Int? = nil
    ) {
        self.approvals = approvals
        self.lowering = lowering
        self.freezes = freezes
        self.version = version
    }
}

/// What raising exposure asks for.
public struct Approvals: Sendable, Hashable {
    /// How many people have to approve, 0 or more.
    public var required: Int
    /// The roles of which an approver holds at least one; empty where any person will do.
    public var roles: [String]
    /// What proves an approval.
    public var evidence: Evidence
    /// How long an approval holds; for good without one.
    public var validFor: ISODuration?
    /// Whether the author's own approval counts.
    public var selfApproval: Bool

    /// Makes a demand for approvals.
    public init(
        required: Int, roles: [String] = [], evidence: Evidence = .claimed, validFor: ISODuration? = nil,
        selfApproval: Bool = false
    ) {
        self.required = required
        self.roles = roles
        self.evidence = evidence
        self.validFor = validFor
        self.selfApproval = selfApproval
    }
}

/// What proves that somebody approved.
public enum Evidence: String, Sendable, Hashable, CaseIterable {
    /// The commit's trailers say so.
    case claimed
    /// A forge's reviews say so, attested by the key of its workflow, or a signed statement does.
    case forge
    /// A signed statement says so.
    case signed
}

/// What lowering exposure asks for.
public struct Lowering: Sendable, Hashable {
    /// How many people have to approve beforehand, 0 or more.
    public var required: Int
    /// How soon somebody has to look at it afterwards; nobody has to without one.
    public var reviewWithin: ISODuration?

    /// Makes a demand on lowering.
    public init(required: Int = 0, reviewWithin: ISODuration? = nil) {
        self.required = required
        self.reviewWithin = reviewWithin
    }
}

/// A time in which exposure is not raised.
public struct Freeze: Sendable, Hashable {
    /// The first moment of it.
    public var from: Timestamp
    /// The first moment after it.
    public var to: Timestamp
    /// Why.
    public var reason: String

    /// Makes a freeze.
    public init(from: Timestamp, to: Timestamp, reason: String) {
        self.from = from
        self.to = to
        self.reason = reason
    }
}
