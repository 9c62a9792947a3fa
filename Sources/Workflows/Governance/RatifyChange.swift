public import Documents
import FlagModel
import FlagRepository
import Git
import Governance

/// Says with a signature that somebody has looked at a change which was made without approval.
public struct RatifyChange: Sendable {
    /// The commit, as a revision.
    public var commit: String
    /// Who signs.
    public var signatory: Signatory
    /// What was found.
    public var reason: String?

    /// Names the commit.
    public init(_ commit: String, signatory: Signatory = Signatory(), reason: String? = nil) {
        self.commit = commit
        self.signatory = signatory
        self.reason = reason
    }

    /// Signs, and commits the statement to the protected branch.
    public func run(_ session: Session) async throws -> RatificationReport {
        try MessageText.check(EditOptions(reason: reason))
        let repository = try session.repository()
        let git = repository.git
        let branch = try BranchName(repository.head().settings().protectedBranch)
        guard let head = try git.branch(branch) else { throw Failure("no-branch", "there is no branch '\(branch)'") }
        let id = try repository.commitID(at: commit)
        let request = Verifier.Request(tip: head, now: session.now)
        let found = try await Verifier(repository, request, location: session.location).run()
        let owed = found.owed.filter { $0.commit == id }
        guard !owed.isEmpty, let genesis = found.genesis else {
            throw Failure(
                "nothing-owed", "nobody has to look at \(id.abbreviated()), or somebody has",
                hint: "see what is open: flagctl verify \(branch)")
        }
        let rules = try Rulebook(repository.snapshot(at: head))
        let person = try signatory.find(in: rules, try git.author(now: session.moment))
        guard !owed.contains(where: { $0.authors.contains(person.key) }) else {
            throw Failure("author", "\(person.key) made this change, so somebody else has to look at it")
        }
        let statement = Statement(
            genesis: genesis, branch: branch.name, claims: owed.map(\.claim), change: session.changeID(), role: .ratify,
            person: person.key, commit: id, reason: reason, time: session.now)
        let new: NewStatement
        do {
            new = try await NewStatement(
                signing: statement, with: git.statementSigner(key: signatory.key), rules: rules,
                location: session.location)
        } catch let rejection as Rejection {
            throw Failure(rejection, person)
        }
        let commit = try await StatementFiling(session: session, repository: repository).file(
            new, on: branch, at: head, subject: "Ratify \(id.abbreviated())")
        return RatificationReport(
            commit: commit.hex, branch: branch.name, ratified: id.hex, person: person.key.text,
            scopes: owed.map(\.scope.text))
    }
}

/// A change that somebody has looked at.
public struct RatificationReport: Report {
    /// The commit with the statement.
    public let commit: String
    /// The branch that it is on.
    public let branch: String
    /// The commit that was looked at.
    public let ratified: String
    /// Who looked.
    public let person: String
    /// The scopes that it is about.
    public let scopes: [String]

    /// `{"commit", "branch", "ratified", "person", "scopes"}`.
    public var json: JSONValue {
        JSONFields.build { fields in
            fields.add("commit", commit)
            fields.add("branch", branch)
            fields.add("ratified", ratified)
            fields.add("person", person)
            fields.add("scopes", .array(scopes.map { .string($0) }))
        }
    }
}
