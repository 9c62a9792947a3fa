import TestSupport
import Testing

@testable import Git

@Suite struct CacheTreeTests {
    private static let id = [UInt8](repeating: 0x69, count: 20)

    /// The extension's bytes of folders given as name, count of entries and folders inside.
    private static func bytes(_ folders: (name: String, count: Int, folders: Int)...) -> [UInt8] {
        folders.flatMap { folder in
            Array("\(folder.name)\0\(folder.count) \(folder.folders)\n".utf8) + (folder.count < 0 ? [] : id)
        }
    }

    private static let tree = bytes(("", 5, 2), ("a", 3, 1), ("b", 1, 0), ("c", 1, 0))

    private func after(_ paths: String...) -> [UInt8]? {
        CacheTree.invalidated(Self.tree[...], above: paths.map { Array($0.utf8) })
    }

    @Test func `forgets the folders above a path and keeps the others`() {
        #expect(after() == Self.tree)
        #expect(after("new") == Self.bytes(("", -1, 2), ("a", 3, 1), ("b", 1, 0), ("c", 1, 0)))
        #expect(after("c/x") == Self.bytes(("", -1, 2), ("a", 3, 1), ("b", 1, 0), ("c", -1, 0)))
        #expect(after("a/b/x") == Self.bytes(("", -1, 2), ("a", -1, 1), ("b", -1, 0), ("c", 1, 0)))
        #expect(after("a/x", "c/y/z") == Self.bytes(("", -1, 2), ("a", -1, 1), ("b", 1, 0), ("c", -1, 0)))
        #expect(after("ab/x", "a.b", "b/x") == Self.bytes(("", -1, 2), ("a", 3, 1), ("b", 1, 0), ("c", 1, 0)))
    }

    @Test func `drops a folder whose name a file takes`() {
        #expect(after("a") == Self.bytes(("", -1, 1), ("c", 1, 0)))
        #expect(after("a/b") == Self.bytes(("", -1, 2), ("a", -1, 0), ("c", 1, 0)))
    }

    @Test func `drops an extension that it cannot read`() {
        for length in 0..<Self.tree.count {
            #expect(CacheTree.invalidated(Self.tree[..<length], above: []) == nil, "\(length)")
        }
        #expect(CacheTree.invalidated((Self.tree + [0])[...], above: []) == nil)
        for (count, folders) in [("1", "-1"), ("x", "0"), ("", "0"), ("1", "99999999999999999999"), ("1", "7")] {
            let bytes = Array("\0\(count) \(folders)\n".utf8) + Self.id
            #expect(CacheTree.invalidated(bytes[...], above: []) == nil, "\(count) \(folders)")
        }
    }

    @Test func `drops folders nested more deeply than git would make them`() {
        let deep = Self.bytes(("", 1, 1)) + (0..<600).flatMap { _ in Self.bytes(("d", 1, 1)) } + Self.bytes(("d", 1, 0))
        #expect(CacheTree.invalidated(deep[...], above: []) == nil)
    }

    @Test func `never stops at a damaged byte`() {
        for place in Self.tree.indices {
            for bit in 0..<8 {
                var bytes = Self.tree
                bytes[place] ^= 1 << bit
                let read = CacheTree.invalidated(bytes[...], above: [])
                #expect(read == nil || read?.count == bytes.count)
            }
        }
    }

    @Test(arguments: ["a/b/x", "a/b/new", "a/new", "new", "c", "a", "a/b", "a.b/c", "new/deep/x", "c/d/e"])
    func `leaves what git's own update of the index leaves`(path: String) async throws {
        let fixture = try await GitFixture()
        try await fixture.commit(["a/b/x": "1", "a/b/y": "2", "a/z": "3", "a.b/c": "4", "c/d/e": "5", "f": "6"])
        try await fixture.shell("git write-tree >.git/tree; cp .git/index .git/ours; cp .git/index .git/theirs")
        let entry = IndexEntry.of(1)
        for edit in [entry, nil] {
            try fixture.splice([path: edit], into: "ours")
            let mode = edit == nil ? "0" : "100644"
            try await fixture.shell(
                "GIT_INDEX_FILE=.git/theirs git update-index --replace --index-info",
                input: "\(mode) \(entry.id) 0\t\(path)\n")
            let theirs = try #require(try fixture.index("theirs").content("TREE"))
            #expect(try fixture.index("ours").content("TREE") == theirs)
        }
    }
}
