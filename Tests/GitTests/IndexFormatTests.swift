import Foundation
import TestSupport
import Testing

@testable import Git

/// Indexes with what only some repositories have in them.
@Suite struct IndexFormatTests {
    let fixture: GitFixture

    init() async throws {
        fixture = try await GitFixture()
        try await fixture.commit([
            "a": "1", "dir/deep/one": "2", "dir/deep/two": "3", "dir/file": "4", "other/file": "5", "z": "6",
        ])
    }

    private static let edits: [String: String?] = ["dir/deep/one": "N", "dir/file": nil, "new/file": "n", "z": "Z"]

    @Test(arguments: ["2", "3", "4"])
    func `keeps what only version 3 can say`(version: String) async throws {
        try await fixture.git("update-index", "--index-version", version)
        try await fixture.git("update-index", "--skip-worktree", "other/file", "z")
        try fixture.write("soon", to: "meant")
        try await fixture.git("add", "--intent-to-add", "meant")
        try FileManager.default.removeItem(atPath: fixture.path + "/z")
        try await fixture.open().edit(Self.edits)
        #expect(
            try await fixture.git("ls-files", "-v")
                == "H a\nH dir/deep/one\nH dir/deep/two\nH meant\nH new/file\nS other/file\nS z")
        #expect(try await fixture.git("--no-optional-locks", "status", "--porcelain") == " A meant")
        #expect(try await fixture.git("diff", "--cached", "HEAD") == "")
        #expect(!fixture.has("z"))
        #expect(try await fixture.fsck() == "")
        #expect(try fixture.indexBytes().word(at: 4) == (version == "4" ? 4 : 3))
    }

    @Test func `becomes version 3 only for a flag that needs it`() async throws {
        try fixture.splice(["b": .of(1)])
        #expect(try fixture.index().version == 2)
        var skipped = IndexEntry.of(2)
        skipped.isSkipped = true
        skipped.isAssumedUnchanged = true
        var intended = IndexEntry.of(3)
        intended.isIntended = true
        try fixture.splice(["c": skipped, "d": intended])
        let file = try fixture.index()
        #expect(file.version == 3)
        #expect(file.entry("c") == skipped && file.entry("d") == intended && file.entry("b") == .of(1))
        #expect(try await fixture.git("ls-files", "-v", "b", "c", "d") == "H b\ns c\nH d")
        #expect(try await fixture.git("ls-files", "--debug", "d").contains("flags: 20004000") == true)
    }

    @Test func `says what git says of every entry`() async throws {
        try await fixture.git("update-index", "--assume-unchanged", "a")
        let listed = try await fixture.git("ls-files", "--debug", "--stage")
        var text: [String] = []
        for (path, entry) in try fixture.index().entries() {
            let status = entry.status
            text += [
                "\(String(entry.mode, radix: 8)) \(entry.id) 0\t\(path)",
                "  ctime: \(status.changed.seconds):\(status.changed.nanoseconds)",
                "  mtime: \(status.modified.seconds):\(status.modified.nanoseconds)",
                "  dev: \(status.device)\tino: \(status.inode)", "  uid: \(status.user)\tgid: \(status.group)",
                "  size: \(status.size)\tflags: \(entry.isAssumedUnchanged ? "8000" : "0")",
            ]
        }
        #expect(text.joined(separator: "\n") == listed)
    }

    @Test func `leaves formats that change the meaning of entries to libgit2, which refuses them`() async throws {
        let path = fixture.path + "/.git/index"
        func found() throws -> GitError? {
            #expect(try IndexFile(fixture.indexBytes(), at: path) == nil)
            return error { () throws(GitError) in try LibraryIndex(path: path, for: "name") }
        }
        try await fixture.git("update-index", "--split-index")
        guard case .unreadableIndex("name", let why) = try found() else { return #expect(Bool(false)) }
        #expect(why.contains("link"))
        // An entry that takes the place of one in the shared index has no name.
        try fixture.write("another text", to: "a")
        try await fixture.git("add", "a")
        #expect(try fixture.indexBytes().half(at: 12 + 60) & 0xFFF == 0)
        guard case .unreadableIndex("name", let why) = try found() else { return #expect(Bool(false)) }
        #expect(why.contains("link"))
        try await fixture.git("update-index", "--no-split-index")
        try await fixture.git("sparse-checkout", "set", "--cone", "--sparse-index", "other")
        #expect(try await fixture.git("ls-files", "--sparse") == "a\ndir/\nother/file\nz")
        guard case .unreadableIndex("name", let why) = try found() else { return #expect(Bool(false)) }
        #expect(why.contains("sdir"))
        try await fixture.git("sparse-checkout", "set", "--cone", "--no-sparse-index", "other")
        #expect(try fixture.index().entry("dir/file")?.isSkipped == true)
    }

    @Test func `lets git's cache of untracked files stay true`() async throws {
        try await fixture.git("config", "core.untrackedCache", "keep")
        try await fixture.git("update-index", "--force-untracked-cache")
        try fixture.write("u", to: "other/untracked")
        #expect(try await fixture.status() == "?? other/untracked")
        let cached = try #require(try fixture.index().content("UNTR"))
        // The entries keep their names, so it is kept; else it would have to go.
        try await fixture.open().edit(["dir/deep/one": "N", "other/file": "N"])
        #expect(try fixture.index().content("UNTR") == cached)
        try fixture.write("u", to: "dir/untracked")
        #expect(try await fixture.status() == "?? dir/untracked\n?? other/untracked")
        for edits in [["other/new": "n"], ["other/file": nil], ["ignore/.gitignore": "*\n"]] as [[String: String?]] {
            try await fixture.git("update-index", "--force-untracked-cache")
            _ = try await fixture.status()
            #expect(try fixture.index().content("UNTR") != nil)
            try await fixture.open().edit(edits)
            #expect(try fixture.index().content("UNTR") == nil)
            #expect(try await fixture.status() == "?? dir/untracked\n?? other/untracked")
        }
        #expect(try await fixture.fsck() == "")
    }

    @Test func `makes git ask its monitor of files anew`() async throws {
        // It says that nothing has changed since it was asked last.
        try fixture.write("#!/bin/sh\nprintf 'token\\0'\n", to: ".git/hooks/monitor")
        try await run("chmod", ["755", fixture.path + "/.git/hooks/monitor"], in: "/")
        try await fixture.git("config", "core.fsmonitor", ".git/hooks/monitor")
        _ = try await fixture.status()
        try await fixture.git("update-index", "--fsmonitor")
        _ = try await fixture.status()
        #expect(try fixture.index().content("FSMN") != nil)
        try fixture.write("X", to: "other/file")
        #expect(try await fixture.status() == "")
        try await fixture.open().edit(Self.edits)
        #expect(try fixture.index().content("FSMN") == nil)
        #expect(try await fixture.status() == " M other/file")
    }

    @Test func `drops what names places in the file`() async throws {
        try await fixture.git("config", "index.threads", "3")
        try await fixture.git("update-index", "--force-write-index")
        #expect(try fixture.index().extensions.map(\.name) == ["IEOT", "TREE", "EOIE"])
        try await fixture.open().edit(Self.edits)
        #expect(try fixture.index().extensions.map(\.name) == ["TREE"])
        #expect(try await fixture.indexComplaints() == "")
        #expect(try await fixture.fsck() == "")
    }

    @Test func `keeps conflicts, and how others were resolved`() async throws {
        try await fixture.git("switch", "--quiet", "-c", "side")
        try await fixture.commit(["a": "side", "other/file": "side"])
        try await fixture.git("switch", "--quiet", "main")
        try await fixture.commit(["a": "main", "other/file": "main"])
        _ = try await run("git", ["merge", "side"], in: fixture.path, environment: fixture.environment)
        try fixture.write("both", to: "a")
        try await fixture.git("add", "a")
        let unmerged = try await fixture.git("ls-files", "--unmerged")
        let resolved = try await fixture.git("ls-files", "--resolve-undo")
        #expect(unmerged.contains(" 3\tother/file") && resolved.contains(" 3\ta"))
        try fixture.splice(["dir/new": .of(1), "other/new": .of(2), "z": nil, "zz": .of(3)])
        #expect(try await fixture.git("ls-files", "--unmerged") == unmerged)
        #expect(try await fixture.git("ls-files", "--resolve-undo") == resolved)
        let file = try fixture.index()
        #expect(file.isConflicted("other/file") && !file.isConflicted("a") && !file.isConflicted("none"))
        #expect(file.entry("other/file") == nil)
        #expect(!file.entries().map(\.path).contains("other/file"))
        // An entry settles the conflict.
        try fixture.splice(["other/file": .of(4)])
        #expect(try await fixture.git("ls-files", "--unmerged") == "")
        #expect(try fixture.index().entry("other/file") == .of(4))
    }

    @Test func `reads and writes an index without a checksum`() async throws {
        var bytes = try fixture.indexBytes()
        bytes.replaceSubrange((bytes.count - 20)..., with: [UInt8](repeating: 0, count: 20))
        try Data(bytes).write(to: URL(fileURLWithPath: fixture.path + "/.git/index"))
        try await fixture.open().edit(["a": "A"])
        #expect(try await fixture.indexComplaints() == "")
        #expect(try await fixture.fsck() == "")
        try await fixture.git("config", "index.skipHash", "true")
        try await fixture.open().edit(Self.edits)
        #expect(try fixture.indexBytes().suffix(20).allSatisfy { $0 == 0 })
        #expect(try await fixture.indexComplaints() == "")
        try await fixture.git("config", "index.skipHash", "false")
        try await fixture.open().edit(["a": "B"])
        #expect(try await fixture.fsck() == "")
    }

    @Test func `finds attributes of files that are only in the index`() async throws {
        try await fixture.commit([".gitattributes": "dir/** text eol=crlf\n", "other/.gitattributes": "* -text\n"])
        try await fixture.git("update-index", "--skip-worktree", ".gitattributes")
        try FileManager.default.removeItem(atPath: fixture.path + "/.gitattributes")
        #expect(try fixture.index().attributeFiles?.map(\.path) == [".gitattributes", "other/.gitattributes"])
        try await fixture.open().edit(["dir/deep/one": "1\n2\n", "other/file": "1\n2\n"])
        #expect(try fixture.read("dir/deep/one") == "1\r\n2\r\n" && fixture.read("other/file") == "1\n2\n")
        #expect(try await fixture.indexComplaints() == "")
    }
}
