public import Documents
import Evaluation
import FlagModel
import FlagRepository
import Git
import Governance

/// Says with a signature what somebody thinks of the change that a branch proposes.
public struct SignChange: Sendable {
    /// What is said.
    public enum Answer: String, Sendable {
        case approve, reject
    }

    /// What is said.
    public var answer: Answer
    /// The branch; the current one where nothing is given.
    public var branch: String?
    /// Who signs.
    public var signatory: Signatory
    /// Why.
    public var reason: String?
    /// A ticket.
    public var ticket: String?

    /// Asks for a statement.
    public init(
        _ answer: Answer, branch: String? = nil, signatory: Signatory = Signatory(), reason: String? = nil,
        ticket: String? = nil
    ) {
        self.answer = answer
        self.branch = branch
        self.signatory = signatory
        self.reason = reason
        self.ticket = ticket
    }

    /// Shows what would be signed and signs nothing.
    public func preview(_ session: Session) throws -> SignedChangeReport {
        let review = try ReviewedBranch(session.repository(), branch: branch)
        return try report(review, try role(review, session), commit: nil, session)
    }

    /// Signs, and commits the statement to the branch.
    public func run(_ session: Session) async throws -> SignedChangeReport {
        try MessageText.check(EditOptions(reason: reason, ticket: ticket))
        let review = try ReviewedBranch(session.repository(), branch: branch)
        let git = review.repository.git
        let (role, person) = try role(review, session)
        let statement = review.proposed.statement(
            role, by: person.key, change: review.changeID ?? session.changeID(), reason: reason, ticket: ticket,
            time: session.now)
        let new: NewStatement
        do {
            new = try await NewStatement(
                signing: statement, with: git.statementSigner(key: signatory.key), rules: review.proposed.rules,
                location: session.location)
        } catch let rejection as Rejection {
            throw Failure(rejection, person)
        }
        let commit = try await StatementFiling(session: session, repository: review.repository).file(
            new, on: review.name, at: review.head, subject: "\(role.verb) \(review.name)")
        return try report(review, (role, person), commit: commit, session)
    }

    private func role(_ review: ReviewedBranch, _ session: Session) throws -> (Statement.Role, Person) {
        let author = try review.repository.git.author(now: session.moment)
        let person = try signatory.find(in: review.proposed.rules, author)
        guard answer == .approve else { return (.reject, person) }
        let isAuthor = try review.authors.contains(person.key)
        return (isAuthor && (review.needsAuthor || !review.countsAuthors) ? .author : .approve, person)
    }

    private func report(
        _ review: ReviewedBranch, _ signed: (role: Statement.Role, person: Person), commit: ObjectID?,
        _ session: Session
    ) throws -> SignedChangeReport {
        let repository = review.repository
        let base = try repository.snapshot(at: review.base)
        let result = repository.snapshot(at: review.base, with: review.tree)
        let changes = try repository.changes(from: base, to: result)
        let analysis = try ImpactAnalysis(from: base, to: result, changes: changes)
        var notes: [String] = []
        if signed.role == .author {
            notes.append("you are an author of this change: you sign as that, and it does not count as an approval")
        }
        return SignedChangeReport(
            commit: commit?.hex, branch: review.name.name, into: review.protected.name, role: signed.role.rawValue,
            person: signed.person.key.text, scopes: review.proposed.claims.map(\.scope.text),
            changes: changes.filter(\.isTold).map(ChangeReport.init), impact: analysis.reports,
            classification: analysis.classification.rawValue, notes: notes)
    }
}

extension Statement.Role {
    /// What a commit that files it does.
    var verb: String {
        switch self {
        case .author: "Sign"
        case .approve: "Approve"
        case .reject: "Reject"
        case .ratify: "Ratify"
        case .breakGlass: "Break the glass for"
        case .forge: "Attest"
        }
    }
}

/// A change that somebody signed, or would sign.
public struct SignedChangeReport: Report {
    /// The commit with the statement; nothing before it is signed.
    public let commit: String?
    /// The branch that proposes the change.
    public let branch: String
    /// The protected branch.
    public let into: String
    /// `author`, `approve` or `reject`.
    public let role: String
    /// Who signs.
    public let person: String
    /// The scopes that change.
    public let scopes: [String]
    /// What changes.
    public let changes: [ChangeReport]
    /// Who is affected.
    public let impact: [ImpactReport]
    /// `neutral`, `lowering` or `raising`.
    public let classification: String
    /// Things worth knowing.
    public let notes: [String]

    /// `{"commit", "branch", "into", "role", "person", "scopes", "changes", "impact", "classification", "notes"}`.
    public var json: JSONValue {
        JSONFields.build { fields in
            fields.add("commit", commit.map { .string($0) } ?? .null)
            fields.add("branch", branch)
            fields.add("into", into)
            fields.add("role", role)
            fields.add("person", person)
            fields.add("scopes", .array(scopes.map { .string($0) }))
            fields.add("changes", .array(changes.map(\.json)))
            fields.add("impact", .array(impact.map(\.json)))
            fields.add("classification", classification)
            if !notes.isEmpty { fields.add("notes", .array(notes.map { .string($0) })) }
        }
    }
}
