import TestSupport
import Testing

@testable import Workflows

@Suite struct PushTests {
    private let csf = "environments/development/flags/CSF.json"

    @Test func `publishes the commit`() async throws {
        let fixture = try await RemoteFixture()
        let report = try await fixture.flags.enable("CSF", options: .push)
        #expect(report.pushedTo == "origin")
        #expect(try await fixture.published() == report.commit)
        try await fixture.expectPublished()
    }

    @Test func `what was committed before and not published goes along`() async throws {
        let fixture = try await RemoteFixture()
        try await fixture.flags.enable("CSF")
        try await fixture.flags.enable("CHAT", options: .push)
        #expect(
            try await fixture.subjects() == [
                "Enable CHAT in development", "Enable CSF in development", "Lay out the flags",
            ])
    }

    @Test func `makes the edit again on top of what others published, and nothing is lost`() async throws {
        let fixture = try await RemoteFixture()
        let rule = SampleFlags.state("CSF", rules: [("early-adopters", "\"on\"")])
        let theirs = try await fixture.otherPublishes([csf: rule, "README.md": "theirs\n"])
        let report = try await fixture.flags.enable("CSF", options: .push)
        #expect(try await fixture.published() == report.commit)
        #expect(try await fixture.flags.head("HEAD^") == theirs)
        #expect(try fixture.flags.repository.read(csf) == rule.replacing("false", with: "true"))
        #expect(try fixture.flags.repository.read("README.md") == "theirs\n")
        #expect(try await fixture.subjects() == ["Enable CSF in development", "Theirs", "Lay out the flags"])
        try await fixture.expectPublished()
    }

    @Test func `the change keeps its name when it is made again`() async throws {
        let fixture = try await RemoteFixture()
        try await fixture.otherPublishes(["README.md": "theirs\n"])
        try await fixture.flags.enable("CSF", options: .push)
        let names = try await fixture.flags.git(
            "log", "--walk-reflogs", "--format=%(trailers:key=Change-Id,valueonly,separator=)", "-2", "main")
        let lines = names.split(separator: "\n")
        #expect(lines.count == 2 && Set(lines).count == 1)
    }

    @Test func `other work in the clone stays as it is`() async throws {
        let fixture = try await RemoteFixture()
        try fixture.flags.write(["README.md": "mine\n", "notes.txt": "mine\n"])
        try await fixture.otherPublishes(["hooks/pre-commit": "#!/bin/sh\nexit 1\n"])
        try await fixture.flags.enable("CSF", options: .push)
        #expect(try await fixture.flags.git("status", "--porcelain") == " M README.md\n?? notes.txt")
        #expect(try await fixture.published() == fixture.flags.head())
    }

    @Test func `a change that others published already is not published again`() async throws {
        let fixture = try await RemoteFixture()
        let theirs = try await fixture.otherPublishes([csf: SampleFlags.state("CSF", enabled: true)])
        let found = await failure("not-published", .conflict) { try await fixture.flags.enable("CSF", options: .push) }
        #expect(found?.message.hasSuffix("'origin' has the same change already") == true)
        #expect(found?.hint == "go over to theirs: git reset --keep \(theirs.prefix(8))")
        try await fixture.flags.git("reset", "--quiet", "--keep", String(theirs.prefix(8)))
        try await fixture.expectPublished()
    }

    @Test func `with two commits that nobody has yet, it says what to do`() async throws {
        let fixture = try await RemoteFixture()
        try await fixture.flags.enable("CSF")
        let theirs = try await fixture.otherPublishes(["README.md": "theirs\n"])
        let found = await failure("not-published", .conflict) { try await fixture.flags.enable("CHAT", options: .push) }
        let head = try await fixture.flags.head()
        #expect(found?.message.hasPrefix("\(head.prefix(8)) is committed here but not published: ") == true)
        #expect(found?.hint == "git pull --rebase origin main && git push origin main")
        #expect(try await fixture.flags.length() == 3)
        #expect(try await fixture.published() == theirs)
        try await fixture.flags.expectSound()
        try await fixture.flags.git("pull", "--quiet", "--rebase", "origin", "main")
        try await fixture.flags.git("push", "--quiet", "origin", "main")
        try await fixture.expectPublished()
    }

    @Test func `where the edit is refused on top of theirs, the commit stays and is named`() async throws {
        let fixture = try await RemoteFixture()
        let theirs = try await fixture.otherPublishes([
            "environments/development/environment.json": """
            { "key": "development", "name": "Development", "order": 1,
              "policy": { "approvals": { "required": 1, "roles": [], "evidence": "claimed" } } }
            """
        ])
        let found = await failure("not-published", .conflict) { try await fixture.flags.enable("CSF", options: .push) }
        let head = try await fixture.flags.head()
        #expect(found?.message.contains("\(head.prefix(8)) is committed here but not published") == true)
        #expect(found?.message.contains("needs an approval") == true)
        #expect(found?.hint == "take it back and see theirs: git reset --keep \(head.prefix(8))^ && git pull")
        #expect(try await fixture.published() == theirs)
        try await fixture.flags.expectSound()
    }

    @Test func `where theirs meets uncommitted work, nothing is overwritten`() async throws {
        let fixture = try await RemoteFixture()
        try fixture.flags.write(["README.md": "mine\n"])
        try await fixture.otherPublishes(["README.md": "theirs\n"])
        let found = await failure("not-published", .conflict) { try await fixture.flags.enable("CSF", options: .push) }
        #expect(found?.message.contains("'README.md' (modified)") == true)
        #expect(try fixture.flags.repository.read("README.md") == "mine\n")
        #expect(try await fixture.flags.git("log", "-1", "--format=%s") == "Enable CSF in development")
    }

    @Test func `a remote that does not answer leaves the commit here, and says so`() async throws {
        let fixture = try await RemoteFixture()
        try await fixture.flags.git("remote", "set-url", "origin", fixture.remote + "-gone")
        let found = await failure("not-published") { try await fixture.flags.enable("CSF", options: .push) }
        #expect(found?.message.contains("is committed here but not published: git could not exchange") == true)
        #expect(found?.hint == "publish it once that is mended: git push origin main")
        try await fixture.flags.expectSound()
    }

    @Test func `without a remote, or with another name there, nothing is committed`() async throws {
        let flags = try await FlagFixture()
        let missing = try await flags.expectRefusal("no-remote") { try await flags.enable("CSF", options: .push) }
        #expect(missing?.hint == "git remote add origin URL")
        let fixture = try await RemoteFixture()
        try await fixture.flags.git("checkout", "--quiet", "-b", "feature")
        try await fixture.flags.git("branch", "--quiet", "--set-upstream-to=origin/main")
        try await fixture.flags.expectRefusal("other-upstream") {
            try await fixture.flags.enable("CSF", options: .push)
        }
    }

    @Test func `a dry run publishes nothing`() async throws {
        let fixture = try await RemoteFixture()
        let before = try await fixture.published()
        _ = try await fixture.flags.enable("CSF", options: EditOptions(dryRun: true, push: true))
        #expect(try await fixture.published() == before)
    }
}
