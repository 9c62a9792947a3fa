import Foundation
import TestSupport
import Testing

@testable import Git

@Suite struct StoredTreeTests {
    let fixture: GitFixture
    let repository: Repository

    init() async throws {
        fixture = try await GitFixture()
        repository = try fixture.open()
    }

    static let id = IndexEntry.of(0).id
    static let names = ["a", "a.b", "a-b", "a0", "a b", "ab", "A", "\u{E9}", "e\u{301}", "z\u{1F3C1}", "0", "~"]

    private func line(_ entry: TreeEntry) -> String {
        let type = entry.mode == .tree ? "tree" : entry.mode == .submodule ? "commit" : "blob"
        let mode = String(entry.mode.rawValue, radix: 8)
        return "\(entry.mode == .tree ? "0" : "")\(mode) \(type) \(entry.id)\t\(entry.name)\0"
    }

    /// Stores a tree as git orders and writes it.
    private func make(_ entries: [TreeEntry]) async throws -> ObjectID {
        let id = try await fixture.git(["mktree", "-z", "--missing"], input: entries.map(line).joined())
        return try #require(ObjectID(hex: id))
    }

    private func damage(_ bytes: [UInt8]) -> GitError? {
        let tree = StoredTree(Self.id, bytes: bytes)
        do throws(GitError) {
            var offset = 0
            while let place = try tree.place(at: offset) {
                _ = tree.entry(place)
                offset = place.end
            }
            return nil
        } catch { return error }
    }

    @Test func `edits a tree as git would store it`() async throws {
        var numbers = SeededNumbers(seed: 3)
        let modes: [FileMode] = [.regular, .executable, .symlink, .tree, .submodule]
        var entries: [TreeEntry] = []
        var base = try await make([])
        for round in 0..<30 {
            let count = round % 3 == 0 ? 12 : Int.random(in: 0...4, using: &numbers)
            let tree = try repository.storedTree(base)
            var draft = try TreeDraft(of: tree, expecting: count)
            for name in Self.names.shuffled(using: &numbers).prefix(count) {
                let old = entries.first { Array($0.name.utf8) == Array(name.utf8) }
                #expect(try draft.entry(name) == old)
                entries.removeAll { Array($0.name.utf8) == Array(name.utf8) }
                if old != nil, Bool.random(using: &numbers) {
                    draft.remove(name)
                } else {
                    let mode = modes.randomElement(using: &numbers)!
                    entries.append(TreeEntry(name: name, mode: mode, id: IndexEntry.of(numbers.next()).id))
                    draft.put(entries[entries.count - 1])
                }
            }
            base = try await make(entries)
            let stored = try repository.rawObject(base).bytes
            #expect(try draft.bytes() == stored, "round \(round)")
            #expect(try repository.tree(base).map { Array($0.name.utf8) }.count == entries.count)
        }
    }

    @Test func `writes nested folders as git's index does`() async throws {
        var numbers = SeededNumbers(seed: 4)
        let blobs = try (0..<4).map { try repository.writeBlob([UInt8($0)]) }
        var files: [[UInt8]: ObjectID] = [:]
        var base: ObjectID?
        for round in 0..<15 {
            var edits: [TreeEdit] = []
            var touched: [String] = []
            var lines = ""
            for _ in 0..<8 {
                let path = AwkwardPaths.any(using: &numbers)
                let isTouched = touched.contains {
                    Array($0.utf8) == Array(path.utf8) || AwkwardPaths.collide($0, path)
                }
                if isTouched { continue }
                touched.append(path)
                let inTheWay = files.keys.filter { AwkwardPaths.collide(String(decoding: $0, as: UTF8.self), path) }
                let isGone = files[Array(path.utf8)] != nil && Bool.random(using: &numbers)
                for gone in isGone ? [Array(path.utf8)] : inTheWay {
                    let name = String(decoding: gone, as: UTF8.self)
                    edits.append(.remove(path: name))
                    touched.append(name)
                    files[gone] = nil
                    lines += "0 \(blobs[0]) 0\t\(name)\0"
                }
                if isGone { continue }
                let blob = blobs.randomElement(using: &numbers)!
                edits.append(.put(path: path, blob, .regular))
                files[Array(path.utf8)] = blob
                lines += "100644 \(blob) 0\t\(path)\0"
            }
            let new = try repository.writeTree(base: base, edits: edits)
            try await fixture.git(["update-index", "-z", "--replace", "--index-info"], input: lines)
            #expect(try await fixture.git("write-tree") == new.hex, "round \(round): \(edits.map(\.path))")
            #expect(try repository.files(in: new).count == files.count)
            base = new
        }
    }

    @Test func `sorts a folder as if its name ended with a slash`() async throws {
        let file = TreeEntry(name: "a", mode: .regular, id: Self.id)
        let folder = TreeEntry(name: "a", mode: .tree, id: Self.id)
        let others = ["a-b", "a.b", "a0"].map { TreeEntry(name: $0, mode: .regular, id: Self.id) }
        let one = try await make([file] + others)
        #expect(try repository.tree(one).map(\.name) == ["a", "a-b", "a.b", "a0"])
        var draft = try TreeDraft(of: repository.storedTree(one))
        _ = try draft.entry("a")
        draft.put(folder)
        let other = try await make([folder] + others)
        #expect(try draft.bytes() == repository.rawObject(other).bytes)
        #expect(try repository.tree(other).map(\.name) == ["a-b", "a.b", "a", "a0"])
        let changes = try repository.changes(from: one, to: try await make(others))
        #expect(changes.map(\.path) == ["a"])
    }

    @Test func `keeps the modes of old trees that it does not touch`() async throws {
        let old = Array("100664 old\0".utf8) + Self.id.bytes
        var draft = try TreeDraft(of: StoredTree(Self.id, bytes: old))
        #expect(try draft.entry("old")?.mode == .regular)
        #expect(try draft.entry("new") == nil)
        draft.put(TreeEntry(name: "new", mode: .executable, id: Self.id))
        #expect(try draft.bytes() == Array("100755 new\0".utf8) + Self.id.bytes + old)
    }

    @Test func `refuses a tree that is cut off anywhere`() async throws {
        let names = ["a", "folder", "longer name"]
        let id = try await make(names.map { TreeEntry(name: $0, mode: $0 == "folder" ? .tree : .regular, id: Self.id) })
        let bytes = try repository.rawObject(id).bytes
        // Between two entries it is only shorter.
        var ends = [0]
        for name in names { ends.append(ends.last! + (name == "folder" ? 6 : 7) + name.count + 21) }
        #expect(ends.last == bytes.count)
        for length in 0...bytes.count {
            let found = damage(Array(bytes[..<length]))
            let expected: GitError? = ends.contains(length) ? nil : .corrupt("tree '\(Self.id)' is malformed")
            #expect(found == expected, "\(length)")
        }
        for place in bytes.indices {
            for bit in 0..<8 {
                var changed = bytes
                changed[place] ^= 1 << bit
                let found = damage(changed)
                #expect(found == nil || found?.code == "corrupt")
            }
        }
    }

    @Test(arguments: [
        "", " ", "100644", "100644 ", "100644\0", "100644 \0", "x a\0", "900644 a\0", "10064400 a\0", " a\0",
    ])
    func `refuses an entry that starts with`(text: String) throws {
        let bytes = Array(text.utf8) + (text.hasSuffix("\0") ? Self.id.bytes : [])
        #expect(damage(bytes)?.code == (text.isEmpty ? nil : "corrupt"))
    }

    @Test func `names a damaged tree wherever it is met`() async throws {
        try fixture.write("100644 a", to: "damaged")
        let hex = try await fixture.git("hash-object", "--literally", "-t", "tree", "-w", "damaged")
        let id = try #require(ObjectID(hex: hex))
        let blob = try repository.writeBlob([65])
        let expected = GitError.corrupt("tree '\(id)' is malformed")
        #expect(error { () throws(GitError) in try repository.tree(id) } == expected)
        #expect(error { () throws(GitError) in try repository.entry(at: "b", in: id) } == expected)
        #expect(error { () throws(GitError) in try repository.files(in: id) } == expected)
        #expect(error { () throws(GitError) in try repository.changes(from: id, to: blob) }?.code == "corrupt")
        let edits = (0..<9).map { TreeEdit.put(path: "b\($0)", blob, .regular) }
        for count in [1, 9] {
            let edits = Array(edits.prefix(count))
            #expect(error { () throws(GitError) in try repository.writeTree(base: id, edits: edits) } == expected)
        }
    }

    @Test func `starts again when it keeps many trees`() throws {
        var cache = TreeCache()
        let bytes = [UInt8](repeating: 0, count: 17 << 20)
        for number in 1...3 as ClosedRange<UInt64> {
            cache.add(StoredTree(IndexEntry.of(number).id, bytes: bytes))
            #expect(cache[IndexEntry.of(number).id] != nil)
        }
        #expect(cache[IndexEntry.of(1).id] == nil && cache[IndexEntry.of(2).id] == nil)
    }
}
