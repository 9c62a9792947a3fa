import Foundation
import TestSupport
import Testing

/// The shell of feature_flag_flip.yml against a remote of its own.
@Suite struct FeatureFlagFlipTests {
    let fixture: FlagFixture
    let runner: ActionsRunner
    let workflow: ActionsWorkflow

    init() async throws {
        fixture = try await FlagFixture()
        runner = try ActionsRunner(fixture)
        workflow = try ActionsWorkflow("feature_flag_flip.yml")
        for flag in ["alpha", "bravo"] {
            try fixture.write(Documents.state(flag, enabled: true), to: FlagFixture.state(flag, in: "production"))
        }
        try await fixture.commitAll("Two are on")
        let remote = fixture.folder.path("remote.git")
        try await fixture.git("clone", "--quiet", "--bare", fixture.path, remote)
        try await fixture.git("remote", "add", "origin", remote)
        try await fixture.git("fetch", "--quiet", "origin")
        try await fixture.git("branch", "--quiet", "--set-upstream-to", "origin/main")
    }

    private func flip(_ inputs: [String: String]) async throws -> Finished {
        try await runner.run(
            "Flip", of: workflow,
            [
                "FEATURE": inputs["feature"] ?? "", "ACTION": inputs["action"] ?? "",
                "ENVIRONMENT": inputs["environment"] ?? "production", "REASON": inputs["reason"] ?? "",
                "GH_TOKEN": "t", "GIT_AUTHOR_NAME": "octocat",
                "GIT_AUTHOR_EMAIL": "1+octocat@users.noreply.github.com",
                "GIT_COMMITTER_NAME": "github-actions[bot]",
                "GIT_COMMITTER_EMAIL": "41898282+github-actions[bot]@users.noreply.github.com",
            ])
    }

    private func remote(_ words: String...) async throws -> String {
        try await fixture.git(["-C", fixture.folder.path("remote.git")] + words)
    }

    /// The inputs of a `gh workflow run` line, which takes no other options than the real one.
    private static func inputs(of line: String) throws -> [String: String] {
        var words = line.split(separator: " ").map(String.init)[...]
        try #require(words.prefix(4) == ["gh", "workflow", "run", "feature_flag_flip.yml"])
        words = words.dropFirst(4)
        var inputs: [String: String] = [:]
        while let word = words.popFirst() {
            guard ["-f", "--raw-field", "-F", "--field"].contains(word), let pair = words.popFirst() else {
                throw SetUpFailure(line: line, text: "unknown option \(word)")
            }
            let parts = pair.split(separator: "=", maxSplits: 1).map(String.init)
            inputs[parts[0]] = parts[1]
        }
        return inputs
    }

    @Test func `the documented line gives every input that is needed, and turns the feature off on the remote`()
        async throws
    {
        let comment = try #require(workflow.text.split(separator: "\n").first { $0.contains("gh workflow run") })
        let line = String(comment.drop { "# ".contains($0) }).replacing("feature=CSF", with: "feature=alpha")
        let inputs = try Self.inputs(of: line)
        #expect(Set(inputs.keys).isSubset(of: Set(workflow.inputs.keys)))
        #expect(workflow.inputs.filter(\.value).keys.allSatisfy { inputs[$0] != nil })
        let result = try await flip(inputs)
        #expect(result.status == 0, "\(result.output)\(result.error)")
        let state = try await remote("show", "main:" + FlagFixture.state("alpha", in: "production"))
        #expect(state == Documents.state("alpha").trimmingCharacters(in: .newlines))
        let commit = try await remote("log", "-1", "--format=%an <%ae>%n%cn%n%B", "main")
        #expect(commit.hasPrefix("octocat <1+octocat@users.noreply.github.com>\ngithub-actions[bot]\nDisable alpha"))
        #expect(commit.contains("disable of alpha by octocat, run 42"))
        #expect(try runner.calls.isEmpty, "nothing is asked")
        #expect(try runner.summary.contains("published to origin"))
    }

    @Test func `gh has no -e, so that the line of the old plan is refused`() {
        #expect(throws: SetUpFailure.self) {
            try Self.inputs(of: "gh workflow run feature_flag_flip.yml -f feature=CSF -f action=disable -e production")
        }
    }

    @Test func `ALL turns everything off at once`() async throws {
        let result = try await flip(["feature": "ALL", "action": "disable", "reason": "errors above 1%"])
        #expect(result.status == 0, "\(result.output)\(result.error)")
        #expect(try await remote("log", "-1", "--format=%B", "main").contains("errors above 1%"))
        for flag in ["alpha", "bravo"] {
            let state = try await remote("show", "main:" + FlagFixture.state(flag, in: "production"))
            #expect(state.contains("\"enabled\": false"))
        }
    }

    @Test func `what the policy wants approved becomes a pull request instead`() async throws {
        let before = try await remote("rev-parse", "main")
        let result = try await flip(["feature": "charlie", "action": "enable"])
        #expect(result.status == 0, "\(result.output)\(result.error)")
        #expect(try await remote("rev-parse", "main") == before)
        #expect(try await remote("branch", "--list", "flagctl/enable-charlie-production-*").contains("flagctl/enable"))
        let call = try #require(try runner.calls.last)
        #expect(call.hasPrefix("pr create --head flagctl/enable-charlie-production-") && call.contains("--base main"))
        #expect(try runner.summary.contains("opened https://github.com/example/flags/pull/7"))
    }

    @Test func `where nothing is asked, on is as quick as off`() async throws {
        let result = try await flip(["feature": "charlie", "action": "enable", "environment": "development"])
        #expect(result.status == 0, "\(result.output)\(result.error)")
        let state = try await remote("show", "main:" + FlagFixture.state("charlie"))
        #expect(state.contains("\"enabled\": true"))
    }

    @Test(arguments: [
        ("nothing", "disable", "there is no flag 'nothing'"),
        ("alpha", "delete", "'delete' is neither enable nor disable"),
        ("$(touch made)", "disable", "there is no flag '$(touch made)'"),
        ("--help", "disable", "there is no flag '--help'"),
    ])
    func `wrong inputs fail, and are never run`(feature: String, action: String, text: String) async throws {
        let before = try await remote("for-each-ref")
        let result = try await flip(["feature": feature, "action": action])
        #expect(result.status != 0 && result.output.contains(text), "\(result.output)\(result.error)")
        #expect(try await remote("for-each-ref") == before)
        #expect(!runner.has("made"))
    }
}
