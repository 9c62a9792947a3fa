import TestSupport
import Testing

@testable import Workflows

@Suite struct InstallHooksTests {
    @Test func `makes git run the repository's hooks`() async throws {
        let flags = try await FlagFixture()
        let report = try InstallHooks().run(flags.session())
        #expect(report.scripts == ["hooks/pre-commit"] && report.replaced == nil)
        #expect(try await flags.git("config", "core.hooksPath") == "hooks")
        #expect(try InstallHooks().run(flags.session()).replaced == nil, "again changes nothing")
    }

    @Test func `names the hooks that git runs here, and none for a server`() async throws {
        let flags = try await FlagFixture([
            "hooks/pre-receive": "#!/bin/sh\nexit 1\n", "hooks/commit-msg": "#!/bin/sh\nexit 0\n",
        ])
        #expect(try InstallHooks().run(flags.session()).scripts == ["hooks/commit-msg", "hooks/pre-commit"])
    }

    @Test func `leaves hooks that somebody set up, unless it is told otherwise`() async throws {
        let flags = try await FlagFixture()
        try await flags.git("config", "core.hooksPath", ".husky")
        await failure("hooks-path-taken") { _ = try InstallHooks().run(flags.session()) }
        #expect(try await flags.git("config", "core.hooksPath") == ".husky")
        #expect(try InstallHooks(force: true).run(flags.session()).replaced == ".husky")
        #expect(try await flags.git("config", "core.hooksPath") == "hooks")
    }

    @Test func `refuses where there are no hooks, and in a bare repository`() async throws {
        let flags = try await FlagFixture(["hooks/pre-commit": nil])
        await failure("no-hooks") { _ = try InstallHooks().run(flags.session()) }
        let bare = flags.repository.folder.path("bare.git")
        try await flags.git("clone", "--quiet", "--bare", flags.path, bare)
        await failure("bare") { _ = try InstallHooks().run(flags.session(in: bare)) }
    }
}
