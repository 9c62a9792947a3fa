import Foundation
import TestSupport
import Testing

@testable import Git

@Suite struct ObjectsTests {
    @Test func `writes and reads blobs`() async throws {
        let fixture = try await GitFixture()
        let repository = try fixture.open()
        for bytes in [[], [0, 1, 2, 0], Array("{\n}\n".utf8), [UInt8](repeating: 7, count: 100_000)] {
            let id = try repository.writeBlob(bytes)
            #expect(try repository.blob(id) == bytes)
            #expect(try repository.rawObject(id) == RawObject(kind: .blob, bytes: bytes))
        }
        #expect(try await fixture.git("cat-file", "-p", try repository.writeBlob(Array("hello".utf8)).hex) == "hello")
    }

    @Test func `reports a missing object, never an empty one`() async throws {
        let fixture = try await GitFixture()
        let repository = try fixture.open()
        let id = try #require(ObjectID(hex: String(repeating: "1", count: 40)))
        #expect(error { () throws(GitError) in try repository.blob(id) } == .missingObject(id, what: "blob"))
        #expect(error { () throws(GitError) in try repository.commit(id) } == .missingObject(id, what: "commit"))
        #expect(error { () throws(GitError) in try repository.tree(id) } == .missingObject(id, what: "tree"))
        #expect(error { () throws(GitError) in try repository.rawObject(id) } == .missingObject(id, what: "object"))
        #expect(error { () throws(GitError) in try repository.entry(at: "a/b", in: id) }?.code == "missing-object")
        #expect(try !repository.contains(id))
    }

    @Test func `reports a missing folder inside a tree`() async throws {
        let fixture = try await GitFixture()
        try await fixture.commit(["a/b": "1", "c": "2"])
        let inner = try await fixture.tip("HEAD:a")
        let root = try await fixture.tip("HEAD^{tree}")
        try FileManager.default.removeItem(
            atPath: fixture.path + "/.git/objects/\(inner.hex.prefix(2))/\(inner.hex.dropFirst(2))")
        let repository = try fixture.open()
        let expected = GitError.missingObject(inner, what: "tree")
        #expect(error { () throws(GitError) in try repository.entry(at: "a/b", in: root) } == expected)
        #expect(error { () throws(GitError) in try repository.files(in: root) } == expected)
        #expect(error { () throws(GitError) in try repository.changes(from: nil, to: root) } == expected)
        let blob = try repository.writeBlob([1])
        let edits = [TreeEdit.put(path: "a/x", blob, .regular)]
        #expect(error { () throws(GitError) in try repository.writeTree(base: root, edits: edits) } == expected)
        #expect(try repository.entry(at: "c", in: root)?.mode == .regular)
    }

    @Test func `reports an object of another type, a damaged one and one that is too large`() async throws {
        let fixture = try await GitFixture()
        try await fixture.commit(["a": "some text"])
        let repository = try fixture.open()
        let tip = try await fixture.tip()
        #expect(error { () throws(GitError) in try repository.blob(tip) }?.code == "corrupt")
        let blob = try await fixture.tip("HEAD:a")
        #expect(
            error { () throws(GitError) in try repository.blob(blob, limit: 3) } == .tooLarge(blob, size: 9, limit: 3))
        let file = fixture.path + "/.git/objects/\(blob.hex.prefix(2))/\(blob.hex.dropFirst(2))"
        try await fixture.git("hash-object", "-w", "--stdin")
        try FileManager.default.removeItem(atPath: file)
        try Data([1, 2, 3]).write(to: URL(fileURLWithPath: file))
        let fresh = try fixture.open()
        #expect(error { () throws(GitError) in try fresh.blob(blob) }?.code == "corrupt")
    }

    @Test func `sees objects that another program packs meanwhile`() async throws {
        let fixture = try await GitFixture()
        try await fixture.commit(["a": "1"])
        let repository = try fixture.open()
        let blob = try await fixture.tip("HEAD:a")
        try await fixture.git("gc", "--quiet", "--prune=now")
        #expect(try repository.blob(blob) == Array("1".utf8))
        try await fixture.commit(["a": "2"])
        try await fixture.git("gc", "--quiet", "--prune=now")
        #expect(try repository.blob(try await fixture.tip("HEAD:a")) == Array("2".utf8))
    }

    @Test func `reads a commit`() async throws {
        let fixture = try await GitFixture()
        let first = try await fixture.commit(["a": "1"])
        try await fixture.commit(["a": "2"], "Second\n\nBody ü.\n\nFlag: CSF")
        let repository = try fixture.open()
        let commit = try repository.commit(try await fixture.tip())
        #expect(commit.tree == (try await fixture.tip("HEAD^{tree}")))
        #expect(commit.parents.map(\.hex) == [first])
        #expect(commit.message == "Second\n\nBody ü.\n\nFlag: CSF\n")
        #expect(commit.subject == "Second")
        #expect(
            commit.author == Identity(name: "Ann Author", email: "ann@example.com", time: 1_767_319_445, offset: 60))
        #expect(commit.committer.text == "Cay Committer <cay@example.com>")
    }

    @Test func `writes commits that git finds sound`() async throws {
        let fixture = try await GitFixture()
        let repository = try fixture.open()
        let first = try await repository.commitEdits(["flags/a.json": "{}\n"], on: nil, message: "First")
        let second = try await repository.commitEdits(
            ["flags/b.json": "{}\n"], on: first, message: "Second\n\nFlag: b\n")
        try await fixture.git("update-ref", "refs/heads/main", second.hex)
        #expect(try await fixture.fsck() == "")
        let log = try await fixture.git("log", "--format=%an|%ae|%ad|%cn|%cd", "--date=iso-strict", "-1")
        #expect(log == "Ann Author|ann@example.com|2026-01-02T03:04:05+01:00|Cay Committer|2026-01-02T03:04:06+01:00")
        #expect(try await fixture.git("log", "--format=%B", "-1") == "Second\n\nFlag: b\n")
        #expect(try await fixture.git("ls-tree", "-r", "--name-only", "main") == "flags/a.json\nflags/b.json")
    }

    @Test(arguments: ["", " \n", "a\u{0}b"])
    func `refuses a message`(message: String) async throws {
        let fixture = try await GitFixture()
        let repository = try fixture.open()
        let tree = try repository.writeTree(base: nil, edits: [])
        await #expect(throws: GitError.self) {
            try await repository.writeCommit(
                tree: tree, parents: [], message: message, author: repository.author(),
                committer: repository.committer(), signer: nil)
        }
    }
}
