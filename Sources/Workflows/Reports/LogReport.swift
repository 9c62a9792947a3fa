public import Documents
import FlagModel
import FlagRepository
import Git
import Governance

/// Where a change comes from.
public struct CommitReport: Report {
    /// The commit's full id.
    public let commit: String
    /// Its first parent.
    public let parent: String?
    /// When it was committed, RFC 3339 in UTC.
    public let time: String
    /// Who made the change.
    public let author: PersonReport
    /// Who approved, and what shows it.
    public let approvers: [ApproverReport]
    /// The first line of the message.
    public let subject: String
    /// The verb, where flagctl made the commit.
    public let operation: String?
    /// Why.
    public let reason: String?
    /// The ticket.
    public let ticket: String?
    /// The commit that it undoes.
    public let reverts: String?
    /// Environments and by when somebody has to look at what was lowered there unasked.
    public let reviewBy: [String]

    /// Describes a commit; trailers are claims, but for people of whom more is proven.
    init(_ commit: Commit, proven: [ProvenApprovals.Approval] = []) {
        let details = MessageDetails(message: commit.message)
        self.commit = commit.id.hex
        parent = commit.parents.first?.hex
        time = Timestamp(unixSeconds: Int(commit.committer.time)).text
        author = PersonReport(name: commit.author.name, email: commit.author.email)
        approvers = Self.approvers(details.approvers, proven)
        subject = details.subject
        operation = details.operation
        reason = details.reason
        ticket = details.ticket
        reverts = details.reverts
        reviewBy = details.reviewBy
    }

    private static func approvers(
        _ trailers: [MessageDetails.Approver], _ proven: [ProvenApprovals.Approval]
    ) -> [ApproverReport] {
        var unnamed = proven
        let named = trailers.map { trailer in
            let isTrailers = { (approval: ProvenApprovals.Approval) in
                approval.person.emails.contains { $0.lowercased() == trailer.email.lowercased() }
            }
            unnamed.removeAll(where: isTrailers)
            return ApproverReport(
                trailer.name, trailer.email, level: proven.first(where: isTrailers)?.level ?? .claimed)
        }
        return named
            + unnamed.map { ApproverReport($0.person.name, $0.person.emails.first ?? "", level: $0.level) }
    }

    func add(to fields: inout JSONFields) {
        fields.add("commit", commit)
        fields.add("parent", parent)
        fields.add("time", time)
        fields.add("author", author.json)
        fields.add("approvers", .array(approvers.map(\.json)))
        fields.add("operation", operation)
        fields.add("reason", reason)
        fields.add("ticket", ticket)
        fields.add("reverts", reverts)
        if !reviewBy.isEmpty { fields.add("reviewBy", .array(reviewBy.map { .string($0) })) }
    }

    /// `{"commit", "parent", "time", "author", "approvers", "operation", "reason", "ticket", "reverts", "reviewBy"}`.
    public var json: JSONValue { JSONFields.build(add) }
}

/// A person as a commit names them.
public struct PersonReport: Report {
    /// The name.
    public let name: String
    /// The e-mail; empty where none is given.
    public let email: String

    /// `Name <email>`, or the name alone.
    public var text: String { email.isEmpty ? name : "\(name) <\(email)>" }

    /// `{"name", "email"}`.
    public var json: JSONValue { ["name": .string(name), "email": .string(email)] }
}

/// The audit trail: changes, newest first.
public struct LogReport: Report {
    /// One commit and what it changed.
    public struct Step: Sendable {
        /// The commit.
        public let commit: CommitReport
        /// Its changes.
        public let changes: [ChangeReport]
    }

    /// Commits with changes, newest first.
    public let steps: [Step]
    /// Whether older steps were left out.
    public let isCut: Bool
    /// Whether the clone ends before history does.
    public let isShallow: Bool

    /// `{"changes": [change + {"commit", "parent", "time", "author", "approvers", "operation", …}]}`.
    public var json: JSONValue {
        let changes = steps.flatMap { step in
            step.changes.map { change in
                JSONFields.build { fields in
                    change.add(to: &fields)
                    step.commit.add(to: &fields)
                }
            }
        }
        return JSONFields.build { fields in
            fields.add("changes", .array(changes))
            if isCut { fields.add("more", true) }
            if isShallow { fields.add("shallow", true) }
        }
    }
}
