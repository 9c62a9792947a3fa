import Foundation
import TestSupport
import Testing

@testable import Git

@Suite struct OpeningTests {
    @Test func `finds the repository above a folder`() async throws {
        let fixture = try await GitFixture()
        try fixture.write("x", to: "a/b/c.txt")
        let repository = try fixture.open("a/b")
        let real = try #require(FileSystem.real(fixture.path))
        #expect(repository.workDirectory == real)
        #expect(repository.gitDirectory == real + "/.git")
        #expect(repository.commonDirectory == real + "/.git")
        #expect(!repository.isBare && !repository.isShallow)
    }

    @Test func `says that there is no repository, and makes none`() throws {
        let folder = try TemporaryFolder()
        let location = GitLocation(path: folder.path)
        #expect(error { () throws(GitError) in try Repository.open(location) } == .noRepository(path: folder.path))
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
        let absent = GitLocation(path: folder.path("absent"))
        #expect(error { () throws(GitError) in try Repository.open(absent) }?.code == "no-repository")
    }

    @Test func `opens a bare repository`() async throws {
        let fixture = try await GitFixture(bare: true)
        let repository = try fixture.open()
        #expect(repository.isBare && repository.workDirectory == nil)
        #expect(repository.gitDirectory == FileSystem.real(fixture.path))
    }

    @Test func `opens a linked worktree`() async throws {
        let fixture = try await GitFixture()
        try await fixture.commit(["a": "1"])
        try await fixture.git("worktree", "add", "--quiet", "../linked", "-b", "other")
        let repository = try fixture.open(fixture.folder.path("linked"))
        let real = try #require(FileSystem.real(fixture.path))
        #expect(repository.workDirectory == FileSystem.real(fixture.folder.path("linked")))
        #expect(repository.gitDirectory == real + "/.git/worktrees/linked")
        #expect(repository.commonDirectory == real + "/.git")
        #expect(try repository.head() == .branch(BranchName("other"), try await fixture.tip()))
    }

    @Test func `follows GIT_DIR and GIT_WORK_TREE`() async throws {
        let fixture = try await GitFixture()
        let id = try await fixture.commit(["a": "1"])
        let elsewhere = fixture.folder.path("home")
        let repository = try fixture.open(
            elsewhere, ["GIT_DIR": fixture.path + "/.git", "GIT_WORK_TREE": fixture.path])
        #expect(repository.workDirectory == FileSystem.real(fixture.path))
        #expect(try repository.commitID(of: "HEAD").hex == id)
        // As git does: without GIT_WORK_TREE, where the search starts is the work tree.
        let there = try fixture.open(elsewhere, ["GIT_DIR": fixture.path + "/.git"])
        #expect(there.workDirectory == FileSystem.real(elsewhere))
        // A hook of a receiving git.
        let inside = try fixture.open(".git", ["GIT_DIR": "."])
        #expect(inside.gitDirectory == FileSystem.real(fixture.path + "/.git"))
    }

    @Test func `follows GIT_DIR into a linked worktree`() async throws {
        let fixture = try await GitFixture()
        try await fixture.commit(["a": "1"])
        try await fixture.git("worktree", "add", "--quiet", "../linked", "-b", "other")
        let folder = fixture.folder.path("linked")
        for name in [fixture.path + "/.git/worktrees/linked", ".git"] {
            let repository = try fixture.open(folder, ["GIT_DIR": name])
            #expect(repository.workDirectory == FileSystem.real(folder))
            #expect(try repository.head() == .branch(BranchName("other"), try await fixture.tip()))
        }
    }

    @Test func `stops at a ceiling`() async throws {
        let fixture = try await GitFixture()
        try fixture.write("x", to: "a/b.txt")
        let found = error { () throws(GitError) in
            try fixture.open("a", ["GIT_CEILING_DIRECTORIES": fixture.path])
        }
        #expect(found?.code == "no-repository")
    }

    @Test func `sees objects that a receiving git keeps apart`() async throws {
        let fixture = try await GitFixture(bare: true)
        let apart = fixture.folder.path("apart")
        try FileManager.default.createDirectory(atPath: apart, withIntermediateDirectories: true)
        var variables = fixture.environment
        variables["GIT_OBJECT_DIRECTORY"] = apart
        variables["GIT_ALTERNATE_OBJECT_DIRECTORIES"] = fixture.path + "/objects"
        let made = try await run(
            "git", ["hash-object", "-w", "--stdin"], in: fixture.path, environment: variables, input: "apart")
        let id = try #require(ObjectID(hex: String(made.output.prefix(40))))
        #expect(try !fixture.open().contains(id))
        let quarantined = try Repository.open(GitLocation(path: fixture.path, environment: variables))
        #expect(try quarantined.blob(id) == Array("apart".utf8))
    }

    @Test func `makes a repository`() throws {
        let folder = try TemporaryFolder()
        let environment = GitFixture.environment(home: folder.path)
        let path = folder.path("a/new")
        let repository = try Repository.initialise(at: path, branch: "trunk", environment: environment)
        #expect(try repository.head() == .unborn(BranchName("trunk")))
        #expect(repository.workDirectory == FileSystem.real(path))
        let again = error { () throws(GitError) in
            try Repository.initialise(at: path, branch: "trunk", environment: environment)
        }
        #expect(again?.code == "not-allowed")
    }
}
