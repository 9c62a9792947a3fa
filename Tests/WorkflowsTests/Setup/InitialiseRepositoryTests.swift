import Foundation
import TestSupport
import Testing

@testable import Workflows

@Suite struct InitialiseRepositoryTests {
    private func initialise(_ flags: FlagFixture, _ path: String, installHooks: Bool = true) async throws
        -> InitialisationReport
    {
        try await InitialiseRepository(at: path, installHooks: installHooks).run(flags.session())
    }

    @Test func `makes a repository that validates and can be edited at once`() async throws {
        let flags = try await FlagFixture(emptyOn: "main")
        let path = flags.repository.folder.path("made/new")
        let report = try await initialise(flags, path)
        #expect(report.madeGitRepository && report.branch == "main")
        #expect(report.files.contains("hooks/pre-commit") && report.files.contains(".flagctl/schemas/flag.schema.json"))
        #expect(try await flags.git(["status", "--porcelain"], in: path) == "")
        #expect(try await flags.git(["fsck", "--strict"], in: path) == "")
        #expect(try await flags.git(["config", "core.hooksPath"], in: path) == "hooks")
        #expect(try await flags.git(["ls-tree", "HEAD", "hooks/"], in: path).contains("100755"))
        #expect(try await Validate().run(flags.session(in: path)).findings.isEmpty)
        #expect(try FormatFiles(checkOnly: true).run(flags.session(in: path)).files.isEmpty)
        let enable = SetEnabled(Selection(keys: ["welcome-banner"]), in: "production", enabled: true)
        await failure("approval-needed", .approvalNeeded) { _ = try await enable.run(flags.session(in: path), .init()) }
        let other = EditOptions(approvedBy: ["Zoe <zoe@example.com>"])
        #expect(try await enable.run(flags.session(in: path), other).classification == "raising")
    }

    @Test func `lays out an existing repository on its branch and leaves its files alone`() async throws {
        let flags = try await FlagFixture(emptyOn: "trunk")
        try await flags.commit(["README.md": "mine\n", ".flagctl/people.json": "{ \"people\": [] }\n"], "Begin")
        let report = try await initialise(flags, flags.path)
        #expect(!report.madeGitRepository && report.branch == "trunk")
        #expect(try flags.repository.read(".flagctl/people.json") == "{ \"people\": [] }\n")
        #expect(try flags.repository.read(".flagctl/config.json").contains("\"protectedBranch\": \"trunk\""))
        #expect(try await flags.length() == 2)
        try await flags.expectSound()
    }

    @Test func `makes the first commit of a repository without one`() async throws {
        let flags = try await FlagFixture(emptyOn: "trunk")
        #expect(try await initialise(flags, flags.path, installHooks: false).branch == "trunk")
        #expect(try await flags.length() == 1)
        #expect(
            try await run("git", ["config", "core.hooksPath"], in: flags.path, environment: flags.environment).status
                == 1)
    }

    @Test func `refuses a flag repository, and a folder inside another repository`() async throws {
        let flags = try await FlagFixture()
        try await flags.expectRefusal("already-initialised") { _ = try await initialise(flags, flags.path) }
        let failure = try await flags.expectRefusal("inside-repository") {
            _ = try await initialise(flags, flags.path + "/flags")
        }
        #expect(failure?.hint?.hasPrefix("lay it out at its top: flagctl init /") == true)
    }

    @Test func `refuses to overwrite an untracked file`() async throws {
        let flags = try await FlagFixture(emptyOn: "main")
        try flags.write(["hooks/pre-commit": "mine"])
        await failure("dirty") { _ = try await initialise(flags, flags.path) }
        #expect(try flags.repository.read("hooks/pre-commit") == "mine")
        #expect(try await flags.git("for-each-ref") == "")
    }

    @Test func `hooks that somebody set up stay`() async throws {
        let flags = try await FlagFixture(emptyOn: "main")
        try await flags.git("config", "core.hooksPath", ".husky")
        _ = try await initialise(flags, flags.path)
        #expect(try await flags.git("config", "core.hooksPath") == ".husky")
    }
}
