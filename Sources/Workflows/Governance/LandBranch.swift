public import Documents
import FlagModel
import FlagRepository
import Git
import Governance

/// Puts what a branch proposes on the protected branch, as one commit with its statements, if the policies allow it.
public struct LandBranch: Sendable {
    /// The branch.
    public var branch: String
    /// Whether it cannot wait for approval.
    public var breaksGlass: Bool
    /// Why it cannot wait.
    public var reason: String?
    /// Who lands it.
    public var signatory: Signatory
    /// Whether everything is done but writing.
    public var dryRun: Bool

    /// Names the branch.
    public init(
        _ branch: String, breaksGlass: Bool = false, reason: String? = nil, signatory: Signatory = Signatory(),
        dryRun: Bool = false
    ) {
        self.branch = branch
        self.breaksGlass = breaksGlass
        self.reason = reason
        self.signatory = signatory
        self.dryRun = dryRun
    }

    /// Checks the commit as the verifier will, and moves the branch by compare-and-swap.
    ///
    /// - Throws: a ``Failure`` with exit 3 where approvals are missing, 4 where the branch moved meanwhile.
    public func run(_ session: Session) async throws -> LandingReport {
        try MessageText.check(EditOptions(reason: reason))
        let repository = try session.repository()
        let git = repository.git
        let lock = try git.lock()
        defer { withExtendedLifetime(lock) {} }
        let review = try ReviewedBranch(repository, branch: branch)
        let own = try await ownStatement(review, session)
        let edits = try (own?.files ?? []).map { TreeEdit.put(path: $0.path, try git.writeBlob($0.bytes), .regular) }
        let tree = edits.isEmpty ? review.tree : try git.writeTree(base: review.tree, edits: edits)
        let (message, author) = try message(review, session)
        let commit = try await git.writeCommit(
            tree: tree, parents: [review.base], message: message.text, author: author,
            committer: git.committer(now: session.moment), signer: git.commitSigner())
        let rows = try await check(commit, review, session)
        try await refuseInvalid(commit, session)
        if !dryRun {
            try git.publish(
                commit: commit, on: review.protected, from: review.base, paths: [],
                message: "flagctl: land \(review.name)", by: try git.author(now: session.moment), lock: lock)
        }
        return LandingReport(
            commit: dryRun ? nil : commit.hex, branch: review.protected.name, landed: review.name.name,
            subject: message.subject, dryRun: dryRun, transitions: rows)
    }

    /// What who lands the branch says: that it cannot wait, or that it is theirs where nobody has said so.
    private func ownStatement(_ review: ReviewedBranch, _ session: Session) async throws -> NewStatement? {
        let git = review.repository.git
        let author = try git.author(now: session.moment)
        let role: Statement.Role
        if breaksGlass {
            guard reason?.isEmpty == false else {
                throw Failure("reason-missing", "breaking the glass needs a reason", hint: "--reason 'what is on fire'")
            }
            role = .breakGlass
        } else {
            guard review.needsAuthor, try !review.statements.contains(where: { $0.role == .author }),
                let person = try? signatory.find(in: review.proposed.rules, author),
                try review.authors.contains(person.key)
            else { return nil }
            role = .author
        }
        let person = try signatory.find(in: review.proposed.rules, author)
        let statement = review.proposed.statement(
            role, by: person.key, change: review.changeID ?? session.changeID(), reason: reason, time: session.now)
        do {
            return try await NewStatement(
                signing: statement, with: git.statementSigner(key: signatory.key), rules: review.proposed.rules,
                location: session.location)
        } catch let rejection as Rejection {
            throw Failure(rejection, person)
        }
    }

    /// The words of the first edit, with those who approved.
    private func message(_ review: ReviewedBranch, _ session: Session) throws -> (ChangeMessage, Identity) {
        let edits = try review.edits
        guard let first = edits.first else { throw Failure("nothing-to-land", "'\(review.name)' has only statements") }
        let details = MessageDetails(message: first.message)
        var trailers = Trailers.parse(message: first.message).filter { trailer in
            trailer.key.lowercased() != TrailerKey.approvedBy.lowercased()
        }
        for statement in try review.statements where statement.role == .approve {
            guard let person = review.proposed.rules.people?.person(statement.person), let email = person.emails.first
            else { continue }
            trailers.append(Trailer(key: TrailerKey.approvedBy, value: "\(person.name) <\(email)>"))
        }
        let others = edits.dropFirst().map { "- " + MessageDetails(message: $0.message).subject }
        let parts = [details.reason, breaksGlass ? reason : nil, others.isEmpty ? nil : others.joined(separator: "\n")]
        let text = parts.compactMap { $0 }.joined(separator: "\n\n")
        let author = Identity(
            name: first.author.name, email: first.author.email, time: first.author.time, offset: first.author.offset)
        return (
            ChangeMessage(subject: details.subject, reason: text.isEmpty ? nil : text, trailers: trailers), author
        )
    }

    private func check(
        _ commit: ObjectID, _ review: ReviewedBranch, _ session: Session
    ) async throws -> [VerificationReport.Transition] {
        let request = Verifier.Request(tip: commit, root: review.base, now: session.now)
        let found = try await Verifier(review.repository, request, location: session.location).run()
        let report = VerificationReport(found)
        // What was wrong with the branch before is not this change's fault.
        let violations = report.violations.filter { $0.commit == commit.hex }
        guard let first = violations.first else { return report.transitions }
        let lines = violations.flatMap { violation in
            ["\(violation.code) \(violation.scope ?? ""): \(violation.message)"]
                + violation.rejections.map { "  \($0.text)" }
        }
        let isMissing = violations.allSatisfy { $0.code == "approval-missing" }
        throw Failure(
            isMissing ? "approval-needed" : first.code,
            "'\(review.name)' cannot land on \(review.protected)\n  " + lines.joined(separator: "\n  "),
            hint: isMissing
                ? "whoever may approve: flagctl approve \(review.name)"
                : "see what is wrong: flagctl diff \(review.protected)...\(review.name)",
            status: isMissing ? .approvalNeeded : .refused)
    }

    private func refuseInvalid(_ commit: ObjectID, _ session: Session) async throws {
        let report = try await Validate(.revision(commit.hex)).run(session)
        guard report.errors > 0 else { return }
        throw Failure(
            "invalid-documents", "landing it would leave \(counted(report.errors, "error"))",
            hint: "correct the files on the branch", findings: report.findings.filter { $0.severity == .error })
    }
}

/// A branch that landed, or would land.
public struct LandingReport: Report {
    /// The commit; nothing for a dry run.
    public let commit: String?
    /// The protected branch.
    public let branch: String
    /// The branch that landed.
    public let landed: String
    /// The commit's first line.
    public let subject: String
    /// Whether nothing was written on purpose.
    public let dryRun: Bool
    /// What changed, scope by scope, and why it may stand.
    public let transitions: [VerificationReport.Transition]

    /// `{"commit", "branch", "landed", "subject", "dryRun", "transitions"}`.
    public var json: JSONValue {
        JSONFields.build { fields in
            fields.add("commit", commit.map { .string($0) } ?? .null)
            fields.add("branch", branch)
            fields.add("landed", landed)
            fields.add("subject", subject)
            fields.add("dryRun", dryRun)
            fields.add("transitions", .array(transitions.map(\.json)))
        }
    }
}
