import Foundation
import TestSupport
import Testing

@testable import Git

@Suite struct SpecialRepositoryTests {
    @Test func `names a SHA-256 repository`() async throws {
        let fixture = try await GitFixture(options: ["--object-format=sha256"])
        let path = try #require(FileSystem.real(fixture.path + "/.git"))
        let found = error { () throws(GitError) in try fixture.open() }
        #expect(found == .sha256Repository(path: path))
        #expect(found?.message == "repository '\(path)' uses SHA-256 object names")
    }

    @Test func `names a reftable repository`() async throws {
        let fixture = try await GitFixture()
        try await fixture.git("config", "core.repositoryFormatVersion", "1")
        try await fixture.git("config", "extensions.refStorage", "reftable")
        #expect(error { () throws(GitError) in try fixture.open() }?.code == "reftable-repository")
    }

    @Test(arguments: ["0", "1"])
    func `names a repository with worktreeConfig`(version: String) async throws {
        let fixture = try await GitFixture()
        try await fixture.git("config", "core.repositoryFormatVersion", version)
        try await fixture.git("config", "extensions.worktreeConfig", "true")
        let found = error { () throws(GitError) in try fixture.open() }
        #expect(found?.code == "worktree-config-repository")
        #expect(found?.hint?.contains("git config --unset extensions.worktreeConfig") == true)
        try await fixture.git("config", "extensions.worktreeConfig", "false")
        if version == "0" { #expect(try fixture.open().isBare == false) }
    }

    @Test func `names an unknown extension`() async throws {
        let fixture = try await GitFixture()
        try await fixture.git("config", "core.repositoryFormatVersion", "1")
        try await fixture.git("config", "extensions.fancy", "true")
        let found = error { () throws(GitError) in try fixture.open() }
        #expect(found == .unsupportedExtension(path: FileSystem.real(fixture.path + "/.git") ?? "", name: "fancy"))
    }

    @Test(.enabled("only root can give a folder to another user") { getuid() == 0 })
    func `looks at the owner of a work tree whose git folder is elsewhere`() async throws {
        let fixture = try await GitFixture()
        let tree = fixture.folder.path("tree")
        try await fixture.git("init", "--quiet", "--separate-git-dir", fixture.folder.path("apart"), tree)
        #expect(try fixture.open(tree).gitDirectory == FileSystem.real(fixture.folder.path("apart")))
        try await run("chown", ["12345", tree], in: "/")
        let found = error { () throws(GitError) in try fixture.open(tree) }
        #expect(found == .foreignOwner(path: try #require(FileSystem.real(tree))))
    }

    @Test(arguments: ["preciousObjects", "partialClone"])
    func `opens a repository with a harmless extension`(name: String) async throws {
        let fixture = try await GitFixture()
        try await fixture.git("config", "core.repositoryFormatVersion", "1")
        try await fixture.git("config", "extensions.\(name)", name == "partialClone" ? "origin" : "true")
        #expect(try fixture.open().workDirectory != nil)
    }

    @Test(.enabled("only root can give a folder to another user") { getuid() == 0 })
    func `names a repository of another user`() async throws {
        let fixture = try await GitFixture()
        try await fixture.commit(["a": "1"])
        let path = try #require(FileSystem.real(fixture.path))
        let changed = try await run("chown", ["-R", "12345", fixture.path], in: "/")
        #expect(changed.status == 0)
        let found = error { () throws(GitError) in try fixture.open() }
        #expect(found == .foreignOwner(path: path))
        #expect(found?.hint == "git config --global --add safe.directory '\(path)'")
        // What root gets through sudo from the user who called it.
        #expect(try fixture.open("", ["SUDO_UID": "12345"]).workDirectory == path)
        // A setting of the repository's own does not count, the user's does.
        try await run("git", ["config", "-f", fixture.path + "/.git/config", "safe.directory", "*"], in: "/")
        #expect(error { () throws(GitError) in try fixture.open() } == .foreignOwner(path: path))
        for (value, isSafe) in [(path, true), ("*", true), (path + "/", true), (path + "x", false), ("/tmp/*", false)] {
            try fixture.folder.write("[safe]\n\tdirectory = \(value)\n", to: "home/.gitconfig")
            if isSafe {
                #expect(try fixture.open().workDirectory == path)
            } else if !path.hasPrefix("/tmp/") || value != "/tmp/*" {
                #expect(error { () throws(GitError) in try fixture.open() } == .foreignOwner(path: path))
            }
        }
        try fixture.folder.write("[safe]\n\tdirectory = *\n\tdirectory =\n", to: "home/.gitconfig")
        #expect(error { () throws(GitError) in try fixture.open() } == .foreignOwner(path: path))
    }
}
