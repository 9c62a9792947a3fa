/// What every editing verb takes besides what it edits.
public struct EditOptions: Sendable {
    /// Why, for the commit's message.
    public var reason: String?
    /// The ticket, for the commit's message.
    public var ticket: String?
    /// Who approved: people's keys or `Name <email>`.
    public var approvedBy: [String]
    /// Whether to show what would be done and write nothing.
    public var dryRun: Bool
    /// Whether to commit to a new branch and leave the work tree as it is.
    public var propose: Bool
    /// Whether to publish the commit with git push.
    public var push: Bool

    /// Joins the options.
    public init(
        reason: String? = nil, ticket: String? = nil, approvedBy: [String] = [], dryRun: Bool = false,
        propose: Bool = false, push: Bool = false
    ) {
        self.reason = reason
        self.ticket = ticket
        self.approvedBy = approvedBy
        self.dryRun = dryRun
        self.propose = propose
        self.push = push
    }
}
