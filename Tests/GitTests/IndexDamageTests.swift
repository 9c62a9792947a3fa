import Foundation
import TestSupport
import Testing

@testable import Git

/// Indexes that are not what git wrote.
@Suite struct IndexDamageTests {
    let fixture: GitFixture
    let folder: TemporaryFolder
    let bytes: [UInt8]

    init() async throws {
        fixture = try await GitFixture()
        folder = try TemporaryFolder(inMemory: true)
        try await fixture.commit(["a": "1", "dir/b": "2", "dir/deep/c": "3"])
        try await fixture.git("update-index", "--skip-worktree", "dir/b")
        // A conflict, and one that was settled.
        for name in ["settled", "x"] {
            let stages = (1...3).map { "100644 \(IndexEntry.of(9).id) \($0)\t\(name)\n" }
            try await fixture.git(["update-index", "--index-info"], input: stages.joined())
        }
        try fixture.write("4", to: "settled")
        try await fixture.git("add", "settled")
        bytes = try fixture.indexBytes()
        #expect(try fixture.index().extensions.map(\.name) == ["TREE", "REUC"])
        #expect(try fixture.index().count == 7)
    }

    private func read(_ bytes: [UInt8]) throws(GitError) -> IndexFile? { try IndexFile(bytes, at: "index") }

    private func resealed(_ bytes: [UInt8]) -> [UInt8] {
        bytes.dropLast(20) + Checksum.of(bytes.dropLast(20))
    }

    /// What is said of these bytes; nil when they are read.
    private func refusal(_ bytes: [UInt8]) -> String? {
        do throws(GitError) {
            _ = try read(bytes)
            return nil
        } catch {
            guard case .unreadableIndex("index", let why) = error else { return "another error: \(error)" }
            return why
        }
    }

    @Test func `refuses a file that is cut off anywhere`() throws {
        for length in 0..<bytes.count {
            #expect(refusal(Array(bytes[..<length])) != nil, "\(length)")
        }
        #expect(refusal(bytes) == nil)
        #expect(refusal(bytes + [0]) != nil)
    }

    @Test func `refuses a file with any damaged byte`() throws {
        let path = folder.path("index")
        for place in bytes.indices {
            for mask in [1, 2, 4, 8, 16, 32, 64, 128, 255] as [UInt8] {
                var damaged = bytes
                damaged[place] ^= mask
                if refusal(damaged) == nil {
                    // It says that it has another format, in which libgit2 has to refuse it.
                    #expect(place == 7 && damaged[7] == 4)
                    try Data(damaged).write(to: URL(fileURLWithPath: path))
                    let found = error { () throws(GitError) in try LibraryIndex(path: path, for: "index") }
                    #expect(found?.code == "unreadable-index")
                }
            }
        }
    }

    @Test func `never stops at a damaged byte that no checksum shows`() throws {
        let path = folder.path("index")
        var readable = 0
        for place in bytes.indices.dropLast(20) {
            for mask in [1, 2, 4, 8, 16, 32, 64, 128, 255] as [UInt8] {
                var damaged = bytes
                damaged[place] ^= mask
                damaged = resealed(damaged)
                guard refusal(damaged) == nil, var file = try read(damaged) else { continue }
                readable += 1
                #expect(file.count == 7)
                _ = (file.entries(), file.attributeFiles, file.entry("a"), file.isConflicted("x"))
                file.record(nil, at: "a")
                file.record(.of(1), at: "dir/deep")
                file.record(.of(2), at: "dir/b")
                file.record(.of(3), at: "x/y")
                try file.write(to: path, hashed: true)
                let again = try #require(try read(FileSystem.bytes(path) ?? []))
                #expect(again.entry("dir/b") == .of(2) && again.entry("dir/deep") == .of(1))
            }
        }
        // Most bytes are statuses and ids, of which every value is possible.
        #expect(readable > 1000)
    }

    @Test func `says what is wrong`() throws {
        let second = Int(try #require(try read(bytes)).starts[1])
        let end = Int(try #require(try read(bytes)).starts[7])
        func changed(_ place: Int, _ new: [UInt8]) -> String? {
            var bytes = bytes
            bytes.replaceSubrange(place..<place + new.count, with: new)
            return refusal(resealed(bytes))
        }
        #expect(refusal([]) == "it is cut off")
        #expect(changed(0, Array("DIRX".utf8)) == "it is no index")
        #expect(changed(7, [5]) == "its version 5 is not known")
        #expect(changed(4, [0, 0, 0, 1]) == "its version 1 is not known")
        #expect(changed(8, [255, 255, 255, 255]) == "it is cut off")
        #expect(changed(11, [8]) != nil)
        #expect(changed(12 + 61, [2]) == "a name has another length than its entry says")
        #expect(changed(12 + 62, [0]) == "a name has another length than its entry says")
        #expect(changed(12 + 62, Array("z".utf8)) == "its entries are not in order")
        // The second entry has the flags of version 3.
        #expect(changed(second + 62, [0x80]) == "an entry has unknown flags")
        #expect(changed(second + 63, [0x01]) == "an entry has unknown flags")
        #expect(changed(end + 4, [127, 255, 255, 255]) == "it is cut off")
        var other = bytes
        other[end + 20] ^= 1
        #expect(refusal(other) == "its checksum is not that of its content")
    }

    @Test func `refuses a second entry of a path that is not in conflict`() throws {
        let starts = try #require(try read(bytes)).starts.map(Int.init)
        // The stages of 'x' are the last three entries.
        for (stages, why) in [
            ([1, 2, 3], nil), ([0, 1, 2], "its entries are not in order"), ([1, 1, 2], "its entries are not in order"),
            ([3, 2, 1], "its entries are not in order"),
        ] as [([UInt8], String?)] {
            var changed = bytes
            for (place, stage) in stages.enumerated() { changed[starts[4 + place] + 60] = stage << 4 }
            #expect(refusal(resealed(changed)) == why, "\(stages)")
        }
    }

    @Test func `does not hide an edit of the second in which the index was written`() async throws {
        let fixture = try await GitFixture()
        // Git takes only whole seconds of these for true.
        try await fixture.git("config", "core.trustctime", "false")
        func edit(_ text: String, at time: String) async throws {
            try fixture.write(text, to: "racy")
            try await run("touch", ["-d", time, fixture.path + "/racy"], in: "/")
        }
        for later in ["2020-01-01 00:00:00.7", "2020-01-01 00:00:00.5"] {
            try await edit("1", at: "2020-01-01 00:00:00.3")
            try await fixture.commit(["b": "1 \(later)"])
            try await run("touch", ["-d", "2020-01-01 00:00:00.5", fixture.path + "/.git/index"], in: "/")
            try await edit("2", at: later)
            #expect(try await fixture.git("--no-optional-locks", "status", "--porcelain") == " M racy")
            #expect(
                try await fixture.open().dirtyPaths(["racy"], against: fixture.tip("HEAD^{tree}")) == [
                    DirtyPath(path: "racy", state: .modified)
                ])
            try await fixture.open().edit(["b": "2 \(later)"])
            #expect(try await fixture.git("--no-optional-locks", "status", "--porcelain") == " M racy")
            try await edit("1", at: "2020-01-01 00:00:00.3")
            #expect(try await fixture.status() == "")
        }
    }
}
