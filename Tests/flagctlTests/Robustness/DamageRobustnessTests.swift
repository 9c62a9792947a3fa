import Foundation
import TestSupport
import Testing

/// Repositories that lost something: named, and not made worse.
@Suite struct DamageRobustnessTests {
    let fixture: FlagFixture
    let file = FlagFixture.state("alpha")

    init() async throws { fixture = try await FlagFixture() }

    enum Object: String, CaseIterable {
        case blob, tree, commit
    }

    @Test(arguments: Object.allCases)
    func `a missing object is named`(kind: Object) async throws {
        let id = try await id(of: kind)
        try fixture.remove(objectFile(id))
        for words in [FlagFixture.anEdit, ["list", "--env", "development"], ["show", "alpha"]] {
            try await fixture.expectRefusal(
                words, "missing-object", naming: "\(kind) '\(id)' is missing from the repository", hint: "git fetch")
        }
        if kind != .tree {
            try await fixture.expectRefusal(["log"], "missing-object", naming: "'\(id)'", hint: "git fsck")
        }
    }

    @Test(arguments: Object.allCases, ["", "garbage"])
    func `a damaged object is named`(kind: Object, bytes: String) async throws {
        let id = try await id(of: kind)
        try fixture.remove(objectFile(id))
        try fixture.write(bytes, to: objectFile(id))
        for words in [FlagFixture.anEdit, ["list", "--env", "development"]] {
            try await fixture.expectRefusal(
                words, "corrupt", naming: "repository is damaged: \(kind) '\(id)'", hint: "git fsck")
        }
    }

    @Test func `a commit in the middle of history that is missing ends nothing silently`() async throws {
        let id = try await fixture.head()
        try await fixture.edit("enable", "alpha", "--env", "development")
        try fixture.remove(objectFile(id))
        for words in [["log"], ["blame", "alpha"], ["rollback", "bravo", "--env", "development"]] {
            try await fixture.expectRefusal(
                words, "missing-object", naming: "commit '\(id)' is missing", hint: "git fetch")
        }
    }

    @Test(arguments: [
        ("", "it is cut off"), ("garbage", "it is cut off"),
        (String(repeating: "garbage", count: 10), "it is no index"),
    ])
    func `an index that cannot be read is named`(bytes: String, why: String) async throws {
        try fixture.write(bytes, to: ".git/index")
        for words in [FlagFixture.anEdit, ["validate", "--staged"], ["hook", "pre-commit"]] {
            try await fixture.expectRefusal(
                words, "unreadable-index", naming: "index '\(fixture.path(".git/index"))' cannot be used: ",
                hint: "rm \"\(fixture.path(".git/index"))\" && git reset")
        }
        let text = try await fixture.flagctl(FlagFixture.anEdit)
        #expect(text.error.contains(why), "\(text.error)")
        // The hint leads out of it, and reading never needed the index.
        try await fixture.edit("list", "--env", "development")
        try fixture.remove(".git/index")
        try await fixture.git("reset", "--quiet")
        try await fixture.edit("enable", "alpha", "--env", "development")
        #expect(try await fixture.complaints() == "")
    }

    @Test func `a flipped bit in the index is found by its checksum`() async throws {
        var bytes = try #require(FileManager.default.contents(atPath: fixture.path(".git/index")))
        bytes[60] ^= 1
        try fixture.write(Array(bytes), to: ".git/index")
        try await fixture.expectRefusal(
            FlagFixture.anEdit, "unreadable-index", naming: "its checksum is not that of its content",
            hint: "git reset")
    }

    @Test func `a missing index makes every file look staged`() async throws {
        try fixture.remove(".git/index")
        try await fixture.expectRefusal(FlagFixture.anEdit, "dirty", naming: "'\(file)' (staged)", hint: "git")
    }

    @Test func `a split index is refused, with the way out`() async throws {
        try await fixture.git("update-index", "--split-index")
        try await fixture.expectRefusal(
            FlagFixture.anEdit, "unreadable-index", naming: "'link'", hint: "git update-index --no-split-index")
        try await fixture.git("update-index", "--no-split-index")
        try await fixture.edit("enable", "alpha", "--env", "development")
        #expect(try await fixture.complaints() == "")
    }

    @Test(arguments: [4, 3])
    func `other versions of the index are kept`(version: Int) async throws {
        if version == 3 {
            // Only an entry with extended flags makes it one.
            try fixture.write("soon\n", to: "note")
            try await fixture.git("add", "--intent-to-add", "note")
        } else {
            try await fixture.git("update-index", "--index-version", "4")
        }
        try await fixture.edit("enable", "alpha", "--env", "development")
        let status = try await fixture.git("--no-optional-locks", "status", "--porcelain")
        #expect(status == (version == 3 ? " A note" : ""))
        #expect(fixture.leftovers().isEmpty)
    }

    @Test(arguments: [".git/refs/heads/main", ".git/HEAD"])
    func `a garbled reference is named`(name: String) async throws {
        try fixture.write("garbage\n", to: name)
        for words in [FlagFixture.anEdit, ["list"]] {
            try await fixture.expectRefusal(
                words, "corrupt", naming: "reference '\(name.replacing(".git/", with: ""))'", hint: "git fsck")
        }
    }

    @Test func `a journal that is none stops edits until somebody looks`() async throws {
        try await fixture.edit("enable", "alpha", "--env", "development")
        try fixture.write("garbage\n", to: ".git/flagctl/pending")
        try await fixture.expectRefusal(
            ["disable", "alpha", "--env", "development"], "not-allowed", naming: "is no journal of flagctl",
            hint: "rm '")
        try await fixture.edit("list", "--env", "development")
    }

    private func id(of kind: Object) async throws -> String {
        switch kind {
        case .blob: try await fixture.git("rev-parse", "HEAD:" + file)
        case .tree: try await fixture.git("rev-parse", "HEAD:environments/development")
        case .commit: try await fixture.head()
        }
    }

    private func objectFile(_ id: String) -> String { ".git/objects/\(id.prefix(2))/\(id.dropFirst(2))" }
}
