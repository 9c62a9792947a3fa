import Foundation
import TestSupport
import Testing

@testable import Git

@Suite struct DirtyTests {
    let fixture: GitFixture

    init() async throws {
        fixture = try await GitFixture()
        try await fixture.commit(["flags/a.json": "a", "flags/b.json": "b", "x": "x"])
    }

    private func state(_ path: String, after: String = "changed") async throws -> DirtyPath.State? {
        let repository = try fixture.open()
        let tree = try await fixture.tip("HEAD^{tree}")
        let dirty = try repository.dirtyPaths([path], against: tree)
        // What is dirty is refused before anything is written.
        let before = (try await fixture.tip(), try await fixture.status())
        if dirty.isEmpty { return nil }
        #expect(dirty.map(\.path) == [path])
        do {
            try await repository.edit([path: after])
            Issue.record("the edit went through")
        } catch GitError.dirty(let paths) {
            #expect(paths == dirty)
        }
        #expect(try await fixture.tip() == before.0)
        #expect(try await fixture.status() == before.1)
        #expect(!fixture.has(".git/index.lock") && !fixture.has(".git/flagctl/pending"))
        return dirty.first?.state
    }

    private func remove(_ path: String) throws { try FileManager.default.removeItem(atPath: fixture.path + "/" + path) }

    @Test func `finds a clean path clean`() async throws {
        #expect(try await state("flags/a.json") == nil)
        #expect(try await state("new.json") == nil)
        #expect(try await state("new/deep.json") == nil)
    }

    @Test func `looks at the content of a file that was only touched`() async throws {
        try fixture.write("a", to: "flags/a.json")
        #expect(try await state("flags/a.json") == nil)
    }

    @Test func `reports a modified file`() async throws {
        try fixture.write("A", to: "flags/a.json")
        #expect(try await state("flags/a.json") == .modified)
    }

    @Test func `reports a file with another mode, unless modes do not count`() async throws {
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: fixture.path + "/x")
        #expect(try await state("x") == .modified)
        try await fixture.git("config", "core.fileMode", "false")
        #expect(try await state("x") == nil)
    }

    @Test func `reports a staged change`() async throws {
        try fixture.write("A", to: "flags/a.json")
        try await fixture.git("add", "flags/a.json")
        #expect(try await state("flags/a.json") == .staged)
        try fixture.write("a", to: "flags/a.json")
        #expect(try await state("flags/a.json") == .staged)
    }

    @Test func `reports a staged removal and a staged new file`() async throws {
        try await fixture.git("rm", "--quiet", "--cached", "x")
        #expect(try await state("x") == .staged)
        try fixture.write("n", to: "new.json")
        try await fixture.git("add", "--intent-to-add", "new.json")
        #expect(try await state("new.json") == .staged)
        try await fixture.git("add", "new.json")
        #expect(try await state("new.json") == .staged)
    }

    @Test func `reports a deleted file and a deleted folder`() async throws {
        try remove("x")
        #expect(try await state("x") == .deleted)
        try remove("flags")
        #expect(try await state("flags/a.json") == .deleted)
    }

    @Test func `reports an untracked file in the way`() async throws {
        try fixture.write("changed", to: "new.json")
        #expect(try await state("new.json") == .untracked)
        try fixture.write("ignored", to: "ignored.json")
        try fixture.write("ignored.json\n", to: ".git/info/exclude")
        #expect(try await state("ignored.json") == .untracked)
    }

    @Test func `reports a conflict`() async throws {
        try await fixture.git("switch", "--quiet", "-c", "other")
        try await fixture.commit(["x": "other"])
        try await fixture.git("switch", "--quiet", "main")
        try await fixture.commit(["x": "main"])
        let merge = try await run("git", ["merge", "other"], in: fixture.path, environment: fixture.environment)
        #expect(merge.status == 1)
        #expect(try await state("x") == .conflicted)
    }

    @Test func `reports folders and files in the way`() async throws {
        try remove("x")
        try fixture.write("1", to: "x/inside")
        #expect(try await state("x") == .folderInTheWay)
        try fixture.write("1", to: "file")
        #expect(try await state("file/new.json") == .fileInTheWay)
    }

    @Test func `never follows a symbolic link`() async throws {
        let outside = fixture.folder.path("outside")
        try fixture.folder.write("a", to: "outside/a.json")
        try remove("flags")
        try FileManager.default.createSymbolicLink(atPath: fixture.path + "/flags", withDestinationPath: outside)
        #expect(try await state("flags/a.json") == .symlinkedFolder)
        #expect(try await state("flags/new.json") == .symlinkedFolder)
        #expect(try fixture.folder.read("outside/a.json") == "a")
        try remove("x")
        try FileManager.default.createSymbolicLink(
            atPath: fixture.path + "/x", withDestinationPath: outside + "/a.json")
        #expect(try await state("x") == .modified)
        try FileManager.default.createSymbolicLink(
            atPath: fixture.path + "/dangling.json", withDestinationPath: fixture.folder.path("nothing"))
        #expect(try await state("dangling.json") == .untracked)
    }

    @Test func `is empty in a bare repository`() async throws {
        let bare = try await GitFixture(bare: true)
        #expect(try bare.open().dirtyPaths(["a"], against: nil).isEmpty)
    }

    @Test func `names every path and state in the message`() {
        let found = GitError.dirty([
            DirtyPath(path: "a", state: .modified), DirtyPath(path: "b/c", state: .folderInTheWay),
        ])
        #expect(found.message == "uncommitted changes in the way: 'a' (modified), 'b/c' (a folder is in the way)")
    }
}
