import Documents
import FlagModel
import Governance
import Testing

@Suite("ForgeReviews")
struct ForgeReviewsTests {
    typealias P = ForgePayloads

    private static let sarah = P.user("sarah", 4)
    private static let priya = P.user("priya", 3)

    private func pull(pushers: [ForgeAccount] = []) throws -> ForgePullRequest {
        try ForgePullRequest(event: P.json(P.event()), commits: P.json(P.commits), pushers: pushers)
    }

    /// What comes of reviews: `login` for who counts, `login: why` for who does not.
    private func count(_ reviews: [String], pushers: [ForgeAccount] = []) throws -> [String] {
        let counted = try ForgeReviews(P.json("[\(reviews.joined(separator: ","))]"), of: pull(pushers: pushers))
        return counted.approvals.map(\.reviewer.login)
            + counted.rejections.map { "\($0.reviewer.login): \($0.reason.text)" }
    }

    @Test("reads the merged pull request")
    func pullRequest() throws {
        let pull = try pull()
        #expect(pull.repository == "example/flags" && pull.number == 42 && pull.base == "main")
        #expect(pull.head == P.head && pull.mergeCommit == P.mergeCommit)
        #expect(pull.author.login == "mike")
        #expect(pull.contributors.map(\.login).sorted() == ["mike", "web-flow", "zoe"])
    }

    @Test("an approval of the merged head counts, with its number and time")
    func approval() throws {
        let reviews = try ForgeReviews(P.json("[\(P.review(80, by: Self.sarah, "APPROVED"))]"), of: pull())
        let approval = try #require(reviews.approvals.first)
        #expect(approval.review == 80 && approval.reviewer.id == 4)
        #expect(approval.time == Timestamp("2025-09-01T12:00:00Z"))
    }

    @Test("the last opinion of a reviewer decides, whatever the order of the list")
    func lastOpinion() throws {
        let yes = P.review(80, by: Self.sarah, "APPROVED", at: "2025-09-01T12:00:00Z")
        let no = P.review(81, by: Self.sarah, "CHANGES_REQUESTED", at: "2025-09-01T13:00:00Z")
        let again = P.review(82, by: Self.sarah, "APPROVED", at: "2025-09-01T14:00:00Z")
        #expect(try count([yes, no]) == ["sarah: asked for changes last"])
        #expect(try count([no, yes]) == ["sarah: asked for changes last"])
        #expect(try count([again, no, yes]) == ["sarah"])
        #expect(try count([yes, P.review(83, by: Self.sarah, "COMMENTED", at: "2025-09-01T15:00:00Z")]) == ["sarah"])
        #expect(
            try count([yes, P.review(84, by: Self.sarah, "DISMISSED", at: "2025-09-01T15:00:00Z")])
                == ["sarah: had the approval dismissed"])
    }

    @Test("of two opinions in one second the later number decides")
    func sameSecond() throws {
        let yes = P.review(80, by: Self.sarah, "APPROVED")
        let no = P.review(81, by: Self.sarah, "CHANGES_REQUESTED")
        #expect(try count([no, yes]) == ["sarah: asked for changes last"])
    }

    @Test("an approval of an older head does not count, nor one whose commit is gone")
    func otherCommit() throws {
        #expect(
            try count([P.review(80, by: Self.sarah, "APPROVED", of: P.older)])
                == ["sarah: approved 0d1a26e6, which is not what was merged"])
        #expect(
            try count([P.review(80, by: Self.sarah, "APPROVED", of: nil)])
                == ["sarah: approved no commit, which is not what was merged"])
    }

    @Test("author, committers, pushers and programs do not count")
    func insiders() throws {
        let reviews = [
            P.review(80, by: P.user("mike", 1), "APPROVED"), P.review(81, by: P.user("zoe", 5), "APPROVED"),
            P.review(82, by: P.user("pusher", 6), "APPROVED"),
            P.review(83, by: P.user("dependabot[bot]", 8, type: "Bot"), "APPROVED"),
            P.review(84, by: Self.priya, "APPROVED"),
        ]
        #expect(
            try count(reviews, pushers: [ForgeAccount(id: 6, login: "pusher")]) == [
                "priya", "mike: opened the pull request", "zoe: wrote, committed or pushed a part of it",
                "pusher: wrote, committed or pushed a part of it", "dependabot[bot]: is a program",
            ])
    }

    @Test("an account is told by its number, not by the name that it has now")
    func renamed() throws {
        #expect(
            try count([P.review(80, by: P.user("michael", 1), "APPROVED")]) == ["michael: opened the pull request"])
    }

    @Test("a deleted account approves nothing")
    func ghost() throws {
        #expect(try count([P.review(80, by: "null", "APPROVED")]).isEmpty)
    }

    @Test("commits without an account are named, because their author may be the reviewer")
    func unknownContributors() throws {
        let commits = """
            [\(P.commit(P.older, author: P.user("mike", 1), committer: nil, email: "Sarah.Chen@example.com")),
             \(P.commit(P.head, author: nil, committer: nil, email: "sarah.chen@example.com"))]
            """
        let pull = try ForgePullRequest(event: P.json(P.event()), commits: P.json(commits))
        #expect(pull.unknownContributors == ["sarah.chen@example.com"])
    }

    @Test(
        "what is no merged pull request, or not all of it, is refused",
        arguments: [
            (P.event(merged: false), P.commits, ForgePullRequest.Problem.notMerged),
            (P.event(action: "synchronize"), P.commits, .notMerged), ("{}", P.commits, .notMerged),
            (P.event(head: "main"), P.commits, .missing("pull_request.head.sha")),
            (P.event(commits: 3), P.commits, .commitsDoNotMatch(expected: 3, found: 2)),
            (
                P.event(commits: 1), "[\(P.commit(P.older, author: nil, committer: nil))]",
                .commitsDoNotMatch(expected: 1, found: 1)
            ),
            (P.event(), "{}", .missing("commits")),
        ])
    func refuses(event: String, commits: String, problem: ForgePullRequest.Problem) throws {
        let (event, commits) = (try P.json(event), try P.json(commits))
        #expect(throws: problem) { try ForgePullRequest(event: event, commits: commits) }
    }

    @Test(
        "a review that cannot be read is refused, never left out",
        arguments: [
            #"[{ "id": 1, "state": "BLESSED", "user": null }]"#, #"[{ "id": 1, "user": null }]"#,
            #"[{ "id": 1, "state": "APPROVED" }]"#, "{}",
            #"[{ "id": 1, "state": "APPROVED", "user": { "login": "x" }, "submitted_at": "2025-09-01T12:00:00Z" }]"#,
            #"[{ "id": 1, "state": "APPROVED", "user": { "login": "x", "id": 2 }, "submitted_at": "today" }]"#,
        ])
    func unreadable(reviews: String) throws {
        let (reviews, pull) = (try P.json(reviews), try pull())
        #expect(throws: ForgePullRequest.Problem.self) { try ForgeReviews(reviews, of: pull) }
    }
}
