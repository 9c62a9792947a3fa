public import Documents

/// What an editing verb did, or would do.
public struct EditReport: Report {
    /// The commit's full id; nothing for a dry run and where nothing changed.
    public var commit: String?
    /// The branch that it is on.
    public var branch: String
    /// The commit's first line.
    public var subject: String
    /// Whether nothing was written on purpose.
    public var dryRun: Bool
    /// What changes.
    public var changes: [ChangeReport]
    /// Who is affected.
    public var impact: [ImpactReport]
    /// `neutral`, `lowering` or `raising`.
    public var classification: String
    /// Who approved.
    public var approvers: [ApproverReport] = []
    /// Environments and by when somebody has to look at what was lowered there unasked.
    public var reviewBy: [String] = []
    /// Things worth knowing that are no errors.
    public var notes: [String] = []
    /// The remote that the commit was published to.
    public var pushedTo: String?
    /// The command that publishes a proposal that is only here.
    public var publishCommand: String?
    /// The command that opens a pull request for a proposal, where that was not done.
    public var pullRequestCommand: String?
    /// The address of the pull request that was opened.
    public var pullRequest: String?

    /// Whether something changed or would change.
    public var isEmpty: Bool { changes.isEmpty && commit == nil }

    /// `{"commit", "branch", "subject", "dryRun", "changes", "impact", "classification", …}`.
    public var json: JSONValue {
        JSONFields.build { fields in
            fields.add("commit", commit.map { .string($0) } ?? .null)
            fields.add("branch", branch)
            fields.add("subject", subject)
            fields.add("dryRun", dryRun)
            fields.add("changes", .array(changes.map(\.json)))
            fields.add("impact", .array(impact.map(\.json)))
            fields.add("classification", classification)
            if !approvers.isEmpty { fields.add("approvers", .array(approvers.map { .string($0.text) })) }
            if !reviewBy.isEmpty { fields.add("reviewBy", .array(reviewBy.map { .string($0) })) }
            if !notes.isEmpty { fields.add("notes", .array(notes.map { .string($0) })) }
            fields.add("pushedTo", pushedTo)
            fields.add("publishCommand", publishCommand)
            fields.add("pullRequestCommand", pullRequestCommand)
            fields.add("pullRequest", pullRequest)
        }
    }
}
