import TestSupport
import Testing

@testable import Workflows

/// The same edits where there is no work tree, another one, or no branch.
@Suite struct PlaceTests {
    private let enable = SetEnabled(Selection(keys: ["CSF"]), in: "production", enabled: true)

    @Test func `edits and undoes in a bare repository`() async throws {
        let flags = try await FlagFixture()
        let bare = flags.repository.folder.path("bare.git")
        try await flags.git("clone", "--quiet", "--bare", flags.path, bare)
        let report = try await enable.run(flags.session(in: bare), .approved)
        #expect(try await flags.git(["rev-parse", "main"], in: bare) == report.commit)
        let commit = try #require(report.commit)
        _ = try await RevertCommit(commit).run(flags.session(in: bare), .init())
        #expect(
            try await flags.git(["rev-parse", "main^{tree}"], in: bare) == flags.head("HEAD^{tree}"), "there and back")
        #expect(try await flags.git(["fsck", "--strict", "--no-dangling"], in: bare) == "")
    }

    @Test func `edits in a linked work tree, where another branch is free`() async throws {
        let flags = try await FlagFixture()
        let linked = flags.repository.folder.path("linked")
        try await flags.git("worktree", "add", "--quiet", "-b", "feature", linked)
        let report = try await enable.run(flags.session(in: linked), .init())
        #expect(report.branch == "feature")
        #expect(try await flags.git(["status", "--porcelain"], in: linked) == "")
        try await flags.expectSound()
    }

    @Test func `refuses a detached head and a branch without a commit by name`() async throws {
        let flags = try await FlagFixture()
        try await flags.git("checkout", "--quiet", "--detach")
        let detached = try await flags.expectRefusal("detached-head") {
            _ = try await enable.run(flags.session(), .approved)
        }
        #expect(detached?.hint == "go to a branch with 'git switch BRANCH'")
        #expect(try await ShowFlag("CSF").run(flags.session()).places.count == 2, "reading works on a detached head")
        let empty = try await FlagFixture(emptyOn: "main")
        await failure("unborn-branch") { _ = try await enable.run(empty.session(), .init()) }
    }

    @Test func `edits from a folder inside the repository`() async throws {
        let flags = try await FlagFixture()
        _ = try await enable.run(flags.session(in: flags.path + "/environments/production/flags"), .approved)
        try await flags.expectSound()
    }

    @Test func `needs an identity and says which part`() async throws {
        let flags = try await FlagFixture()
        let nobody = ["GIT_AUTHOR_NAME": "", "GIT_AUTHOR_EMAIL": ""]
        let found = try await flags.expectRefusal("no-identity") {
            _ = try await enable.run(flags.session(with: nobody), .approved)
        }
        #expect(found?.hint?.hasPrefix("git config --global user.") == true)
    }
}
