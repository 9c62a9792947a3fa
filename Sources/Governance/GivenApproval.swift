public import FlagModel

/// An approval as somebody claims it: who, and when.
public struct GivenApproval: Sendable, Hashable {
    /// Who approved.
    public let approver: Approver
    /// When; nothing where it is given with the change itself.
    public let time: Timestamp?

    /// Joins who and when.
    public init(_ approver: Approver, at time: Timestamp? = nil) {
        self.approver = approver
        self.time = time
    }
}

/// Somebody's look at a change that passed without it.
public struct ReviewObligation: Sendable, Hashable {
    /// Whose policy asks.
    public let environment: EnvironmentKey
    /// The moment by which somebody has to have looked.
    public let until: Timestamp

    /// Joins environment and moment.
    public init(environment: EnvironmentKey, until: Timestamp) {
        self.environment = environment
        self.until = until
    }

    /// `production 2025-09-02T09:30:00Z`, as the trailer says it.
    public var text: String { "\(environment) \(until)" }
}
