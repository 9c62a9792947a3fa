import Foundation
import TestSupport
import Testing

@testable import Git

/// Trees whose bytes are written by hand.
@Suite struct StrictTreeTests {
    let fixture: GitFixture
    let blob: ObjectID

    init() async throws {
        fixture = try await GitFixture()
        try await fixture.commit(["a": "1"])
        blob = try #require(ObjectID(hex: try await fixture.git("rev-parse", "HEAD:a")))
    }

    private func store(_ entries: [(mode: String, name: String, id: ObjectID)]) async throws -> ObjectID {
        var bytes: [UInt8] = []
        for entry in entries { bytes += Array("\(entry.mode) \(entry.name)\0".utf8) + entry.id.bytes }
        let file = fixture.folder.path("object")
        try Data(bytes).write(to: URL(fileURLWithPath: file))
        let id = try await fixture.git("hash-object", "-t", "tree", "-w", "--literally", file)
        return try #require(ObjectID(hex: id))
    }

    /// Flaws of a folder of files of these names and modes.
    private func flaws(_ entries: [(String, String)], executables: Bool = false) async throws -> [String] {
        let tree = try await store(entries.map { ($0.0, $0.1, blob) })
        var inspection = TreeInspection(try fixture.open())
        return try inspection.flaws(in: tree, at: "flags", allowsExecutables: executables)
            .map { "\($0.kind.rawValue) \($0.path ?? "")" }
    }

    @Test func `reads a tree that git made as git does`() async throws {
        try await fixture.commit(["b.txt": "1", "b/b": "2", "bb": "3", "hooks/x": "4"])
        let repository = try fixture.open()
        let tip = try await fixture.tip()
        let tree = try repository.strictTree(try repository.commit(tip).tree)
        #expect(tree.flaws.isEmpty)
        #expect(tree.entries.map(\.name) == (try repository.tree(repository.commit(tip).tree)).map(\.name))
    }

    @Test func `names duplicate and unsorted entries`() async throws {
        #expect(try await flaws([("100644", "a"), ("100644", "a")]).first == "duplicate-entry flags/a")
        #expect(try await flaws([("100644", "b"), ("100644", "a")]) == ["unsorted-tree flags/a"])
    }

    @Test func `names twins by case, a trailing dot, and invisible characters`() async throws {
        #expect(try await flaws([("100644", "CSF.json"), ("100644", "csf.json")]) == ["path-twin flags/csf.json"])
        #expect(
            try await flaws([("100644", "CSF.json"), ("100644", "CSF.json.")])
                == ["unsafe-name flags/CSF.json.", "path-twin flags/CSF.json."])
        let hidden = "CSF\u{200B}.json"
        #expect(
            try await flaws([("100644", "CSF.json"), ("100644", hidden)])
                == ["unsafe-name flags/\(hidden)", "path-twin flags/\(hidden)"])
        #expect(
            try await flaws([("100644", "e\u{301}.json"), ("100644", "é.json")]) == ["path-twin flags/é.json"])
    }

    @Test func `names links, submodules, programs and strange modes`() async throws {
        #expect(try await flaws([("120000", "a")]) == ["symlink flags/a"])
        #expect(try await flaws([("160000", "a")]) == ["submodule flags/a"])
        #expect(try await flaws([("100755", "a")]) == ["executable flags/a"])
        #expect(try await flaws([("100755", "a")], executables: true) == [])
        #expect(try await flaws([("100664", "a")]) == ["strange-mode flags/a"])
        #expect(try await flaws([("0644", "a")]).first == "malformed-tree flags/a")
    }

    @Test func `names what is not safe as a name`() async throws {
        for name in [".git", ".GIT", "..", "a/b", "a\\b", "a ", ".git\u{200C}"] {
            #expect(try await flaws([("100644", name)]).contains("unsafe-name flags/\(name)"), "\(name)")
        }
    }

    @Test func `names a twin of a folder at the top, and leaves other folders alone`() async throws {
        let folder = try await store([("120000", "link", blob)])
        let top = try await store([
            ("40000", "Environments", folder), ("40000", "environments", try await store([])), ("40000", "src", folder),
        ])
        var inspection = TreeInspection(try fixture.open())
        let found = try inspection.flaws(atTopOf: top, folders: ["environments", "flags"])
        #expect(found.map(\.kind) == [.pathTwin])
        #expect(found.map(\.path) == ["Environments"])
    }

    @Test func `throws for bytes that are no tree`() async throws {
        let file = try fixture.folder.write("100644 a", to: "object")
        let id = try #require(
            ObjectID(hex: try await fixture.git("hash-object", "-t", "tree", "-w", "--literally", file)))
        #expect(throws: GitError.self) { try fixture.open().strictTree(id) }
    }
}
