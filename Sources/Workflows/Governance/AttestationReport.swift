public import Documents
import FlagModel
import Governance

/// Reviews that a forge's workflow attested.
public struct AttestationReport: Report {
    /// A review that counts.
    public struct Attested: Sendable {
        /// The person's key.
        public let person: String
        /// The account's name.
        public let account: String
        /// The review's number.
        public let review: Int
        /// When it was given, RFC 3339.
        public let time: String

        init(_ approval: ForgeApprovals.Approval) {
            person = approval.person.key.text
            account = approval.review.reviewer.login
            review = approval.review.review
            time = approval.review.time.text
        }
    }

    /// A reviewer who does not count.
    public struct Rejected: Sendable {
        /// The account's name.
        public let account: String
        /// Why.
        public let why: String
    }

    /// The commit with the statements; nothing where there was nothing to add.
    public let commit: String?
    /// The protected branch.
    public let branch: String
    /// The commit that the merge made.
    public let merged: String
    /// `owner/name` at the forge.
    public let repository: String
    /// The pull request's number.
    public let pullRequest: Int
    /// The forge's key in `.flagctl/people.json`.
    public let forge: String
    /// What the merge changed; nothing is attested where no policy could ask.
    public let scopes: [String]
    /// Whose reviews count.
    public let attested: [Attested]
    /// Whose do not.
    public let rejections: [Rejected]

    /// `{"commit", "branch", "merged", "repository", "pullRequest", "forge", "scopes", "attested", "rejections"}`.
    public var json: JSONValue {
        JSONFields.build { fields in
            fields.add("commit", commit.map { .string($0) } ?? .null)
            fields.add("branch", branch)
            fields.add("merged", merged)
            fields.add("repository", repository)
            fields.add("pullRequest", pullRequest)
            fields.add("forge", forge)
            fields.add("scopes", .array(scopes.map { .string($0) }))
            fields.add("attested", .array(attested.map(\.json)))
            fields.add(
                "rejections",
                .array(rejections.map { ["account": .string($0.account), "why": .string($0.why)] }))
        }
    }
}

extension AttestationReport.Attested {
    fileprivate var json: JSONValue {
        [
            "person": .string(person), "account": .string(account), "review": .number(JSONNumber(review)),
            "time": .string(time),
        ]
    }
}
