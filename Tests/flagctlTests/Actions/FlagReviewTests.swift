import TestSupport
import Testing

/// The shell of flag-review.yml over real branches.
@Suite struct FlagReviewTests {
    let fixture: FlagFixture
    let runner: ActionsRunner
    let workflow: ActionsWorkflow

    init() async throws {
        fixture = try await FlagFixture()
        runner = try ActionsRunner(fixture)
        workflow = try ActionsWorkflow("flag-review.yml")
        try await fixture.git("checkout", "--quiet", "-b", "topic")
    }

    /// Validates and reviews what `topic` adds to `main`; gives the validation's status.
    @discardableResult
    private func review() async throws -> String {
        let validation = try await runner.run("Validate", of: workflow)
        #expect(validation.status == 0, "\(validation.error)")
        let status = String(try #require(try runner.outputs.last).dropFirst("status=".count))
        let result = try await runner.run(
            "Review", of: workflow,
            [
                "BASE": fixture.git("rev-parse", "main"), "HEAD": fixture.git("rev-parse", "topic"),
                "VALIDATION": status,
            ])
        #expect(result.status == 0, "\(result.error)")
        return status
    }

    private func verdict(_ validation: String) async throws -> Int {
        let review = String(try #require(try runner.outputs.last).dropFirst("status=".count))
        return try await runner.run("Verdict", of: workflow, ["VALIDATION": validation, "REVIEW": review]).status
    }

    private func comment() async throws {
        let result = try await runner.run("Comment", of: workflow, ["GH_TOKEN": "t", "NUMBER": "12"])
        #expect(result.status == 0, "\(result.error)")
    }

    @Test func `says what changes, for whom, and what the policy asks, as one comment and in the summary`() async throws
    {
        try await fixture.edit("enable", "alpha", "--env", "production")
        let validation = try await review()
        try await comment()
        let text = try runner.comment
        #expect(text.hasPrefix("<!-- flagctl: flag-review -->\n### Flag changes\n"))
        #expect(text.contains("| `production/alpha` | turned on |"))
        #expect(text.contains("| `production` | 1 approval by product-owner: priya |"))
        #expect(try runner.summary == text)
        #expect(
            try runner.calls.last?.hasPrefix(
                "api --silent --method POST repos/example/flags/issues/12/comments --field")
                == true)
        #expect(try await verdict(validation) == 0, "asking for approval is the forge's part")
    }

    @Test func `updates its own comment and nobody else's`() async throws {
        try await fixture.edit("enable", "alpha", "--env", "production")
        try runner.setComments(
            """
            [{ "id": 1, "user": { "type": "User" }, "body": "<!-- flagctl: flag-review --> mine" },
             { "id": 2, "user": { "type": "Bot" }, "body": "something else" },
             { "id": 3, "user": { "type": "Bot" }, "body": "<!-- flagctl: flag-review -->\\n### Flag changes" }]
            """)
        try await review()
        try await comment()
        #expect(
            try runner.calls.last?.hasPrefix(
                "api --silent --method PATCH repos/example/flags/issues/comments/3 --field")
                == true)
    }

    @Test func `the policy is that of the branch it is to go to, not what the pull request makes of it`() async throws {
        let path = "environments/production/environment.json"
        try fixture.write(try fixture.read(path).replacing("\"required\": 1", with: "\"required\": 0"), to: path)
        try await fixture.commitAll("Ask for less")
        try await fixture.edit("enable", "alpha", "--env", "production")
        // Meanwhile main asks for more than when the branch left it.
        try await fixture.git("checkout", "--quiet", "main")
        try fixture.write(try fixture.read(path).replacing("\"required\": 1", with: "\"required\": 2"), to: path)
        try await fixture.commitAll("Ask for more")
        try await fixture.git("checkout", "--quiet", "topic")
        try await review()
        #expect(try runner.summary.contains("| `production` | 2 approvals by product-owner: priya |"))
    }

    @Test func `documents that do not validate are annotated, listed, and fail at the end`() async throws {
        try fixture.write("{ \"flag\": \"alpha\", }\n", to: FlagFixture.state("alpha"))
        try await fixture.commitAll()
        let validation = try await review()
        #expect(validation == "1")
        #expect(try runner.summary.contains("### Findings\n\n~~~\nenvironments/development/flags/alpha.json:1:"))
        #expect(try await verdict(validation) == 1)
    }

    @Test func `a freeze fails, for what raises`() async throws {
        let path = "environments/production/environment.json"
        let freeze =
            #""freezes": [{ "from": "2020-01-01T00:00:00Z", "to": "2120-01-01T00:00:00Z", "reason": "Year end" }],"#
        try await fixture.git("checkout", "--quiet", "main")
        try fixture.write(
            try fixture.read(path).replacing("\"lowering\"", with: freeze + " \"lowering\""), to: path)
        try await fixture.commitAll("Freeze")
        try await fixture.git("checkout", "--quiet", "-B", "topic")
        try await fixture.edit("enable", "alpha", "--env", "production")
        let validation = try await review()
        #expect(try runner.summary.contains("no: frozen until 2120-01-01T00:00:00Z: Year end"))
        #expect(try await verdict(validation) == 1)
    }

    @Test func `a pull request without flags says so`() async throws {
        try fixture.write("hello\n", to: "README.md")
        try await fixture.commitAll("Greet")
        let validation = try await review()
        #expect(try runner.summary.contains("No flag changes between"))
        #expect(try await verdict(validation) == 0)
    }

    @Test func `a comment is never longer than GitHub takes`() async throws {
        for number in 0..<700 {
            try fixture.write(Documents.flag("flag-\(number)"), to: "flags/flag-\(number).json")
            try fixture.write(
                Documents.state("flag-\(number)", enabled: true), to: FlagFixture.state("flag-\(number)"))
        }
        try await fixture.commitAll("Many flags")
        try await review()
        #expect(try runner.summary.utf8.count < 65_000)
        #expect(try runner.summary.contains("This is only the beginning: `flagctl diff "))
    }

    @Test func `without flagctl on the runner and nowhere to get it, it says what to set`() async throws {
        let empty = try TemporaryFolder("nothing")
        let result = try await runner.run(
            "Install flagctl", of: workflow, ["FLAGCTL_URL": "", "FLAGCTL_SHA256": "", "PATH": "\(empty.path):/bin"])
        #expect(result.status == 1)
        #expect(result.output.contains("::error::flagctl is not on this runner; set the repository variables"))
    }
}
