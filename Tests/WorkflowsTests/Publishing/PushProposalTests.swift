import TestSupport
import Testing

@testable import Workflows

@Suite struct PushProposalTests {
    /// A folder whose `gh` does what a test wants, before everything else on the PATH.
    private func withProgram(_ script: String, _ fixture: RemoteFixture) async throws -> [String: String] {
        let file = try fixture.flags.repository.folder.write("#!/bin/sh\n\(script)\n", to: "bin/gh")
        try await run("chmod", ["+x", file], in: fixture.flags.path)
        let path = fixture.flags.environment["PATH"] ?? ""
        return ["PATH": "\(fixture.flags.repository.folder.path("bin")):\(path)"]
    }

    private func propose(_ fixture: RemoteFixture, _ variables: [String: String]) async throws -> EditReport {
        let session = try fixture.flags.session(with: variables)
        return try await SetEnabled(Selection(keys: ["CSF"]), in: "production", enabled: true)
            .run(session, EditOptions(reason: "It's time.", propose: true, push: true))
    }

    @Test func `publishes the branch and opens the pull request`() async throws {
        let fixture = try await RemoteFixture()
        let log = fixture.flags.repository.folder.path("gh.log")
        let script = "printf '%s\\n' \"$@\" > \(log); echo https://example.com/pull/7"
        let report = try await propose(fixture, withProgram(script, fixture))
        #expect(try await fixture.published(report.branch) == report.commit)
        #expect(report.pullRequest == "https://example.com/pull/7" && report.pullRequestCommand == nil)
        let words = try fixture.flags.repository.folder.read("gh.log").split(separator: "\n").map(String.init)
        #expect(
            words == [
                "pr", "create", "--head", report.branch, "--base", "main", "--title", "Enable CSF in production",
                "--body",
                "It's time.",
            ])
        #expect(try await fixture.subjects() == ["Lay out the flags"], "main stays as it is")
        try await fixture.flags.expectSound()
    }

    @Test func `where gh fails, the branch is published all the same and the command is printed`() async throws {
        let fixture = try await RemoteFixture()
        let report = try await propose(fixture, withProgram("echo 'not logged in' >&2; exit 4", fixture))
        #expect(try await fixture.published(report.branch) == report.commit)
        #expect(report.notes.last?.contains("not logged in") == true)
        #expect(
            report.pullRequestCommand
                == "gh pr create --head \(report.branch) --base main --title 'Enable CSF in production' "
                + "--body 'It'\\''s time.'")
    }
}
