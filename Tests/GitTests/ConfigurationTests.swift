import Foundation
import TestSupport
import Testing

@testable import Git

@Suite struct ConfigurationTests {
    @Test func `reads and writes settings`() async throws {
        let fixture = try await GitFixture()
        let repository = try fixture.open()
        #expect(try repository.setting("flagctl.owner") == nil)
        #expect(try repository.flag("flagctl.on") == nil)
        try repository.set("flagctl.owner", to: "grc \"platform\" ü")
        try repository.set("flagctl.on", to: "yes")
        #expect(try repository.setting("flagctl.owner") == "grc \"platform\" ü")
        #expect(try repository.flag("flagctl.on") == true)
        #expect(try await fixture.git("config", "--local", "flagctl.owner") == "grc \"platform\" ü")
        // What git changes meanwhile is seen.
        try await fixture.git("config", "flagctl.owner", "other")
        #expect(try repository.setting("flagctl.owner") == "other")
        #expect(error { () throws(GitError) in try repository.flag("flagctl.owner") } != nil)
    }

    @Test func `lets the repository win over the user over the system`() async throws {
        let fixture = try await GitFixture()
        try fixture.folder.write("[a]\n\tx = system\n\ty = system\n\tz = system\n", to: "system")
        try fixture.folder.write("[a]\n\tx = user\n\ty = user\n", to: "home/.gitconfig")
        try await fixture.git("config", "a.x", "repository")
        let changes: [String: String?] = [
            "GIT_CONFIG_SYSTEM": fixture.folder.path("system"), "GIT_CONFIG_NOSYSTEM": nil,
        ]
        let repository = try fixture.open("", changes)
        #expect(try ["x", "y", "z"].map { try repository.setting("a.\($0)") } == ["repository", "user", "system"])
        let without = try fixture.open("", ["GIT_CONFIG_SYSTEM": fixture.folder.path("system")])
        #expect(try without.setting("a.z") == nil)
    }

    @Test func `follows includes and their conditions`() async throws {
        let fixture = try await GitFixture()
        try fixture.folder.write("[a]\n\tincluded = 1\n", to: "home/more")
        try fixture.folder.write("[a]\n\tconditional = 1\n", to: "home/when")
        let real = try #require(FileSystem.real(fixture.path))
        try fixture.folder.write(
            "[include]\n\tpath = more\n[includeIf \"gitdir:\(real)/\"]\n\tpath = when\n"
                + "[includeIf \"gitdir:/elsewhere/\"]\n\tpath = never\n", to: "home/.gitconfig")
        let repository = try fixture.open()
        #expect(try repository.setting("a.included") == "1")
        #expect(try repository.setting("a.conditional") == "1")
    }

    @Test func `reports a file that is no configuration`() async throws {
        let fixture = try await GitFixture()
        try fixture.folder.write("[unclosed\n", to: "broken")
        let found = error { () throws(GitError) in
            try fixture.open("", ["GIT_CONFIG_GLOBAL": fixture.folder.path("broken")])
        }
        #expect(found?.message.contains("broken") == true)
    }

    @Test func `reads what the environment itself sets, before every file`() async throws {
        let fixture = try await GitFixture()
        try await fixture.git("config", "a.x", "file")
        let changes: [String: String?] = [
            "GIT_CONFIG_COUNT": "3", "GIT_CONFIG_KEY_0": "a.x", "GIT_CONFIG_VALUE_0": "one \"two\" \\ three\n#;",
            "GIT_CONFIG_KEY_1": "a.Sub \"q\".Section.y", "GIT_CONFIG_VALUE_1": "", "GIT_CONFIG_KEY_2": "core.bare",
            "GIT_CONFIG_VALUE_2": "false",
        ]
        let repository = try fixture.open("", changes)
        #expect(try repository.setting("a.x") == "one \"two\" \\ three\n#;")
        #expect(try repository.setting("a.Sub \"q\".Section.y") == "")
        try repository.set("a.x", to: "new")
        #expect(try await fixture.git("config", "a.x") == "new")
        for (name, value) in [("GIT_CONFIG_COUNT", "many"), ("GIT_CONFIG_COUNT", "1"), ("GIT_CONFIG_PARAMETERS", "x")] {
            #expect(error { () throws(GitError) in try fixture.open("", [name: value]) }?.code == "not-allowed")
        }
    }

    @Test func `reads what git -c hands on`() async throws {
        let fixture = try await GitFixture()
        let alias = "alias.parameters=!echo \"$GIT_CONFIG_PARAMETERS\""
        let settings = ["-c", "a.x=it's one!", "-c", "a.y", "-c", "a.b.c.z=", "-c", alias]
        let variable = try await fixture.git(settings + ["parameters"])
        let repository = try fixture.open("", ["GIT_CONFIG_PARAMETERS": variable])
        #expect(try repository.setting("a.x") == "it's one!")
        #expect(try repository.flag("a.y") == true)
        #expect(try repository.setting("a.b.c.z") == "")
        let old = try fixture.open("", ["GIT_CONFIG_PARAMETERS": "'a.x=old way' 'a.y=2'"])
        #expect(try ["x", "y"].map { try old.setting("a.\($0)") } == ["old way", "2"])
    }

    @Test func `names the lock of the file`() async throws {
        let fixture = try await GitFixture()
        let repository = try fixture.open()
        try fixture.write("", to: ".git/config.lock")
        let found = error { () throws(GitError) in try repository.set("a.b", to: "c") }
        #expect(found == .lockHeld(path: repository.commonDirectory + "/config.lock", holder: nil))
    }
}
