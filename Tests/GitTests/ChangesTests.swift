import Foundation
import TestSupport
import Testing

@testable import Git

@Suite struct ChangesTests {
    @Test func `finds what git diff-tree finds`() async throws {
        let fixture = try await GitFixture()
        try await fixture.commit([
            "flags/a.json": "a", "flags/b.json": "b", "flags.txt": "t", "flags/sub/c.json": "c", "z": "z",
            "same/x": "x", "kind": "file",
        ])
        try await fixture.git("rm", "--quiet", "kind", "flags/b.json")
        try fixture.write("1", to: "kind/inside")
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: fixture.path + "/z")
        try await fixture.commit(["flags/a.json": "A", "flags/new.json": "n", "flags/sub/c.json": "C", "aa": "first"])
        let repository = try fixture.open()
        let (old, new) = (try await fixture.tip("HEAD~1^{tree}"), try await fixture.tip("HEAD^{tree}"))
        let changes = try repository.changes(from: old, to: new)
        let letters = changes.map { change in
            (change.before == nil ? "A" : change.after == nil ? "D" : "M") + "\t" + change.path
        }
        let witness = try await fixture.git("diff-tree", "-r", "--no-renames", "--name-status", old.hex, new.hex)
        let lines = witness.split(separator: "\n").map(String.init)
        #expect(letters == lines.sorted { $0.dropFirst(2) < $1.dropFirst(2) })
        #expect(changes.first { $0.path == "z" }?.after?.mode == .executable)
        #expect(changes.first { $0.path == "flags/a.json" }?.before?.name == "a.json")
    }

    @Test func `takes nil for the empty tree`() async throws {
        let fixture = try await GitFixture()
        try await fixture.commit(["a": "1", "b/c": "2"])
        let repository = try fixture.open()
        let tree = try await fixture.tip("HEAD^{tree}")
        #expect(try repository.changes(from: nil, to: tree).map(\.path) == ["a", "b/c"])
        #expect(try repository.changes(from: tree, to: nil).allSatisfy { $0.after == nil })
        #expect(try repository.changes(from: tree, to: tree).isEmpty)
        #expect(try repository.changes(from: nil, to: nil).isEmpty)
    }

    @Test func `keeps to files and folders`() async throws {
        let fixture = try await GitFixture()
        try await fixture.commit([
            "flags/a": "1", "flags2/a": "1", "env/p/flags/a": "1", "env/s/flags/a": "1", "x": "1",
        ])
        let repository = try fixture.open()
        let tree = try await fixture.tip("HEAD^{tree}")
        func paths(_ under: String...) throws -> [String] {
            try repository.changes(from: nil, to: tree, under: under).map(\.path)
        }
        #expect(try paths("flags") == ["flags/a"])
        #expect(try paths("env/p") == ["env/p/flags/a"])
        #expect(try paths("env/p/flags/a", "x") == ["env/p/flags/a", "x"])
        #expect(try paths("env/", "flags2") == ["env/p/flags/a", "env/s/flags/a", "flags2/a"])
        #expect(try paths("fla", "env/p/fl").isEmpty)
    }

    @Test func `does not read equal subtrees`() async throws {
        let fixture = try await GitFixture()
        try await fixture.commit(["same/deep/x": "1", "a": "1"])
        try await fixture.commit(["a": "2"])
        let same = try await fixture.tip("HEAD:same")
        let (old, new) = (try await fixture.tip("HEAD~1^{tree}"), try await fixture.tip("HEAD^{tree}"))
        try await run("rm", ["-f", ".git/objects/\(same.hex.prefix(2))/\(same.hex.dropFirst(2))"], in: fixture.path)
        #expect(try fixture.open().changes(from: old, to: new).map(\.path) == ["a"])
    }
}
