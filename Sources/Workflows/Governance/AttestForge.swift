import Documents
import FlagModel
import FlagRepository
import Git
import Governance

/// Says with the key of a forge's workflow who approved a merged pull request there.
public struct AttestForge: Sendable {
    /// The event of the merge, and earlier ones that name who pushed.
    public var events: [NamedText]
    /// The reviews, as the forge lists them.
    public var reviews: NamedText
    /// The commits, as the forge lists them; git's own where nothing is given.
    public var commits: NamedText?
    /// The path of the workflow's ssh key.
    public var key: String
    /// The forge of `.flagctl/people.json`; the only one where nothing is given.
    public var forge: String?

    /// Names the payloads and the key.
    public init(
        events: [NamedText], reviews: NamedText, commits: NamedText? = nil, key: String, forge: String? = nil
    ) {
        self.events = events
        self.reviews = reviews
        self.commits = commits
        self.key = key
        self.forge = forge
    }

    /// Signs a statement for each person whose review counts, and commits them to the protected branch.
    ///
    /// Statements that are there already are left alone, so that a second run changes nothing.
    public func run(_ session: Session) async throws -> AttestationReport {
        let repository = try session.repository()
        let git = repository.git
        let branch = try BranchName(repository.head().settings().protectedBranch)
        guard let head = try git.branch(branch) else { throw Failure("no-branch", "there is no branch '\(branch)'") }
        let events = try events.map { try $0.json }
        let step = try step(events, branch, head, repository)
        guard let parent = step.parent else { throw Failure("first-commit", "the first commit has nothing to approve") }
        let pull = try pullRequest(events, repository, notIn: parent.id)
        try check(pull, step.commit, branch)
        let proposed = try ProposedChange(repository, base: parent.id, result: step.commit.tree)
        let forge = try forge(proposed.rules.people ?? People())
        let counted = try approvals(pull, forge, proposed.rules.people ?? People(), repository, head)
        let tree = try git.commit(head).tree
        var new: [NewStatement] = []
        for approval in counted.approvals where !proposed.claims.isEmpty {
            let statement = proposed.statement(
                forge: step.commit.id, reviewedBy: approval.person.key,
                reason: "review \(approval.review.review) of \(pull.repository)#\(pull.number) by "
                    + "\(approval.review.reviewer.login) (\(approval.review.reviewer.id))",
                time: approval.review.time)
            if try git.entry(at: statement.path, in: tree) == nil {
                new.append(try await sign(statement, forge, proposed.rules, session, git))
            }
        }
        let commit =
            new.isEmpty
            ? nil
            : try await StatementFiling(session: session, repository: repository).file(
                new, on: branch, at: head, subject: "Attest reviews of \(pull.repository)#\(pull.number)",
                operation: "attest-forge")
        return AttestationReport(
            commit: commit?.hex, branch: branch.name, merged: step.commit.id.hex, repository: pull.repository,
            pullRequest: pull.number, forge: forge.text, scopes: proposed.claims.map(\.scope.text),
            attested: proposed.claims.isEmpty ? [] : counted.approvals.map(AttestationReport.Attested.init),
            rejections: counted.rejections.map { .init(account: $0.reviewer.login, why: $0.why) })
    }

    /// The step of the protected branch that the merge made.
    private func step(
        _ events: [JSONValue], _ branch: BranchName, _ head: ObjectID, _ repository: FlagRepository
    ) throws -> History.Step {
        let merge = events.first { $0["action"]?.string == "closed" }
        guard let text = merge?[path: ["pull_request", "merge_commit_sha"]]?.string,
            merge?[path: ["pull_request", "merged"]]?.bool == true
        else { throw Failure(ForgePullRequest.Problem.notMerged) }
        guard let id = ObjectID(hex: text.lowercased()) else {
            throw Failure(ForgePullRequest.Problem.missing("pull_request.merge_commit_sha"))
        }
        return try History(of: repository, endingWith: head).step(id, branch: branch)
    }

    private func pullRequest(
        _ events: [JSONValue], _ repository: FlagRepository, notIn base: ObjectID
    ) throws -> ForgePullRequest {
        let pull = events.first { $0["action"]?.string == "closed" }?["pull_request"]
        let list =
            try commits?.list
            ?? repository.commitPayload(
                head: pull?[path: ["head", "sha"]]?.string, number: pull?["number"]?.number?.int, notIn: base)
        do throws(ForgePullRequest.Problem) {
            return try ForgePullRequest(events: events, commits: list)
        } catch {
            throw Failure(error)
        }
    }

    private func check(_ pull: ForgePullRequest, _ commit: Commit, _ branch: BranchName) throws {
        guard pull.base == branch.name else {
            throw Failure("other-branch", "the pull request was merged into '\(pull.base)', not '\(branch)'")
        }
        guard commit.parents.dropFirst().allSatisfy({ $0.hex == pull.head }) else {
            throw Failure(
                "other-content", "\(commit.id.abbreviated()) merges another commit than \(pull.head.prefix(8))")
        }
    }

    private func forge(_ people: People) throws -> ForgeKey {
        let known = people.forges.map(\.key.text)
        guard let forge else {
            if known.count == 1 { return people.forges[0].key }
            throw Failure(
                "unknown-forge",
                known.isEmpty ? "there is no forge in .flagctl/people.json" : "there are several forges",
                hint: known.isEmpty
                    ? "add it with the workflow's public key to 'forges'" : "name one: --forge \(known[0])")
        }
        if let found = people.forges.first(where: { $0.key.text == forge }) { return found.key }
        throw Failure(
            "unknown-forge", "there is no forge '\(forge)' in .flagctl/people.json",
            hint: nearest(forge, among: known).map { "did you mean '\($0)'?" })
    }

    private func approvals(
        _ pull: ForgePullRequest, _ forge: ForgeKey, _ people: People, _ repository: FlagRepository, _ head: ObjectID
    ) throws -> ForgeApprovals {
        let list = try reviews.list
        do {
            return try ForgeApprovals(
                ForgeReviews(list, of: pull), of: pull, forge: forge, people: people,
                current: repository.snapshot(at: head).people() ?? People())
        } catch let problem as ForgePullRequest.Problem {
            throw Failure(problem)
        } catch let problem as ForgeApprovals.UnknownContributor {
            throw Failure(
                "unknown-contributor",
                "'\(problem.address)' wrote a part of the pull request and may be one of its reviewers",
                hint: "add the address to its person: flagctl people add PERSON --email \(problem.address)")
        }
    }

    private func sign(
        _ statement: Statement, _ forge: ForgeKey, _ rules: Rulebook, _ session: Session, _ git: Repository
    ) async throws -> NewStatement {
        let hint = "sign with a key that 'forges' lists for '\(forge)': --key PATH"
        do {
            let new = try await NewStatement(
                signing: statement, with: git.statementSigner(key: key), rules: rules, location: session.location)
            guard new.forge(rules) == forge else {
                throw Failure("other-forge", "the key is another forge's than '\(forge)'", hint: hint)
            }
            return new
        } catch let rejection as Rejection {
            throw Failure(rejection.why.rawValue, "the key is none of forge '\(forge)': \(rejection.text)", hint: hint)
        }
    }
}

extension Failure {
    fileprivate init(_ problem: ForgePullRequest.Problem) {
        switch problem {
        case .notMerged:
            self.init(
                "not-merged", problem.message,
                hint: "give the payload of the pull_request event of the type 'closed': --event \"$GITHUB_EVENT_PATH\"")
        case .commitsDoNotMatch:
            self.init(
                "malformed-payload", problem.message,
                hint: "gh api --paginate --slurp repos/OWNER/NAME/pulls/NUMBER/commits")
        case .missing, .otherPullRequest:
            self.init("malformed-payload", problem.message, hint: "give what the forge's REST API answers, unchanged")
        }
    }
}
