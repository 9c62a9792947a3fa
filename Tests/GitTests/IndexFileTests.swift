import Foundation
import TestSupport
import Testing

@testable import Git

/// What git says of an index that was changed by splicing.
@Suite struct IndexFileTests {
    let fixture: GitFixture

    init() async throws {
        fixture = try await GitFixture()
        try await fixture.commit([
            "a": "1", "a-b": "2", "a.b/x": "3", "dir/deep/one": "4", "dir/deep/two": "5", "dir/file": "6", "z": "7",
        ])
    }

    /// Edits by what they do to the index.
    static let cases: [(name: String, edits: [String: String?])] = [
        ("put", ["dir/new": "n"]), ("put in a new folder", ["new/folder/file": "n"]),
        ("replace", ["dir/deep/one": "N"]), ("replace with another length", ["dir/file": "longer"]),
        ("remove", ["dir/deep/two": nil]), ("remove a folder", ["dir/deep/one": nil, "dir/deep/two": nil]),
        ("file to folder", ["a": nil, "a/x": "n", "a/y/z": "n"]),
        ("folder to file", ["dir/deep/one": nil, "dir/deep/two": nil, "dir/deep": "n"]),
        ("folders to file", ["dir/deep/one": nil, "dir/deep/two": nil, "dir/file": nil, "dir": "n"]),
        ("put first", ["A": "n"]), ("replace first", ["a": "N"]), ("remove first", ["a": nil]),
        ("put last", ["zz": "n"]), ("replace last", ["z": "N"]), ("remove last", ["z": nil]),
        ("put between", ["a/b": "n", "a": nil, "a0": "n", "a.b/w": "n", "a.b/y": "n"]),
        ("empty file", ["dir/empty": "", "z": ""]),
        (
            "all gone but one",
            ["a": nil, "a-b": nil, "a.b/x": nil, "dir/deep/one": nil, "dir/deep/two": nil, "dir/file": nil]
        ),
    ]

    @Test func `is what git would have written after each kind of edit`() async throws {
        let base = try await fixture.tip()
        // Publishing takes a file for one in the way also where the same change removes it.
        for (name, edits) in Self.cases where !name.contains("to f") && name != "put between" {
            try await fixture.open().edit(edits)
            #expect(try await fixture.indexComplaints() == "", "\(name)")
            // Once more with a cache of trees that is incomplete.
            try await fixture.open().edit(["dir/again": "n", "zzz": "n"])
            #expect(try await fixture.indexComplaints() == "", "\(name), once more")
            try await fixture.git("reset", "--quiet", "--hard", base.hex)
        }
        #expect(try await fixture.fsck() == "")
    }

    @Test func `is what git would have written when only the work tree follows`() async throws {
        let base = try await fixture.tip()
        let repository = try fixture.open()
        for (name, edits) in Self.cases {
            try await fixture.follow(
                edits.map { path, text in
                    if let text { return .put(path: path, try repository.writeBlob(Array(text.utf8)), .regular) }
                    return .remove(path: path)
                })
            #expect(try await fixture.indexComplaints() == "", "\(name)")
            try await fixture.git("reset", "--quiet", "--hard", base.hex)
        }
        #expect(try await fixture.fsck() == "")
    }

    @Test func `holds every entry and only those after all are removed`() async throws {
        let paths = ["a", "a-b", "a.b/x", "dir/deep/one", "dir/deep/two", "dir/file", "z"]
        try await fixture.open().edit(Dictionary(uniqueKeysWithValues: paths.map { ($0, String?.none) }))
        #expect(try await fixture.indexComplaints() == "")
        #expect(try fixture.index().count == 0)
        try await fixture.open().edit(["a/b": "1"])
        #expect(try await fixture.indexComplaints() == "")
        #expect(try await fixture.fsck() == "")
    }

    @Test func `follows random edits of the work tree`() async throws {
        var numbers = SeededNumbers(seed: 1)
        try await fixture.git("rm", "--quiet", "-r", ".")
        try await fixture.commit()
        let repository = try fixture.open()
        var files: Set<[UInt8]> = []
        for batch in 0..<15 {
            var edits: [TreeEdit] = []
            for _ in 0..<6 {
                let path = AwkwardPaths.any(using: &numbers)
                let isTouched = edits.contains {
                    Array($0.path.utf8) == Array(path.utf8) || AwkwardPaths.collide($0.path, path)
                }
                if isTouched { continue }
                if files.contains(Array(path.utf8)), Bool.random(using: &numbers) {
                    edits.append(.remove(path: path))
                    continue
                }
                for file in files.map({ String(decoding: $0, as: UTF8.self) }) where AwkwardPaths.collide(file, path) {
                    edits.append(.remove(path: file))
                }
                let blob = try repository.writeBlob([UInt8.random(in: 48...50, using: &numbers)])
                let mode: FileMode = Bool.random(using: &numbers) ? .regular : .executable
                edits.append(.put(path: path, blob, mode))
            }
            for edit in edits {
                if case .remove = edit {
                    files.remove(Array(edit.path.utf8))
                } else {
                    files.insert(Array(edit.path.utf8))
                }
            }
            try await fixture.follow(edits)
            #expect(try await fixture.indexComplaints() == "", "batch \(batch): \(edits.map(\.path))")
            #expect(try fixture.index().count == files.count)
            if batch % 3 == 0 { try await fixture.git("read-tree", "HEAD") }
        }
        #expect(try await fixture.fsck() == "")
    }

    /// Eight edits at a time, the same for `.git/ours` and, by git, for `.git/theirs`.
    @Test func `agrees with git's own index after random edits`() async throws {
        var numbers = SeededNumbers(seed: 2)
        let long = [4094, 4095, 4096, 5000].map { String(repeating: "l", count: $0) }
        var paths: Set<[UInt8]> = []
        var versions: Set<UInt32> = []
        for batch in 0..<25 {
            let name = fixture.path + "/.git/ours"
            var ours: IndexFile = batch == 0 ? .empty : try fixture.index("ours")
            var put: [String] = []
            var lines = ""
            for _ in 0..<8 {
                let path =
                    Int.random(in: 0..<8, using: &numbers) == 0
                    ? long.randomElement(using: &numbers)! : AwkwardPaths.any(using: &numbers)
                if put.contains(where: { AwkwardPaths.collide($0, path) }) { continue }
                if Int.random(in: 0..<3, using: &numbers) == 0 {
                    ours.record(nil, at: path)
                    put.removeAll { Array($0.utf8) == Array(path.utf8) }
                    paths.remove(Array(path.utf8))
                    lines += "0 \(String(repeating: "0", count: 40)) 0\t\(path)\0"
                    continue
                }
                let mode = [FileMode.regular, .executable, .symlink].randomElement(using: &numbers)!
                let entry = IndexEntry.of(numbers.next(), mode: mode)
                ours.record(entry, at: path)
                put.append(path)
                paths = paths.filter { !AwkwardPaths.collide(String(decoding: $0, as: UTF8.self), path) }
                paths.insert(Array(path.utf8))
                lines += "\(String(mode.rawValue, radix: 8)) \(entry.id) 0\t\(path)\0"
            }
            try ours.write(to: name, hashed: true)
            try await fixture.shell(
                "GIT_INDEX_FILE=.git/theirs git update-index -z --replace --index-info", input: lines)
            let read = try fixture.index("ours")
            #expect(
                read.entries().map { Array($0.path.utf8) } == paths.sorted { $0.lexicographicallyPrecedes($1) })
            #expect(read.content("TREE") == (try fixture.index("theirs").content("TREE")), "batch \(batch)")
            let complaints = try await fixture.shell(
                """
                for which in ours theirs; do
                    GIT_INDEX_FILE=.git/$which git ls-files --stage --debug -z >.git/$which.list
                    cp .git/$which .git/$which.copy
                    GIT_INDEX_FILE=.git/$which.copy git write-tree --missing-ok >.git/$which.tree
                    test \(batch % 2) = 0 || cp .git/$which.copy .git/$which
                done
                cmp .git/ours.list .git/theirs.list || true
                cmp .git/ours.tree .git/theirs.tree || true
                """)
            #expect(complaints == "", "batch \(batch): \(lines.prefix(2000))")
            versions.insert(read.version)
        }
        #expect(versions == [2])
    }

    @Test(arguments: [1, 7, 8, 9, 10, 4094, 4095, 4096, 9000])
    func `reads and writes names of any length`(length: Int) async throws {
        let name = String(repeating: "n", count: length)
        try fixture.splice([name: .of(1), "dir/\(name)": .of(2), "dir/zz": .of(3)])
        let file = try fixture.index()
        #expect(file.entry(name) == .of(1) && file.entry("dir/\(name)") == .of(2) && file.entry("dir/zz") == .of(3))
        try fixture.splice([name: .of(4), "dir/\(name)": nil])
        let listed = try await fixture.git("ls-files", "--stage")
        #expect(listed.contains("\(IndexEntry.of(4).id) 0\t\(name)\n"))
        #expect(!listed.contains("dir/n"))
        #expect(try await fixture.fsck().contains("bad index") == false)
    }

    @Test func `keeps apart paths that only look the same`() async throws {
        try fixture.splice(["caf\u{E9}": .of(1), "cafe\u{301}": .of(2)])
        let file = try fixture.index()
        #expect(file.count == 9)
        #expect(file.entry("caf\u{E9}") == .of(1) && file.entry("cafe\u{301}") == .of(2))
        let tree = try fixture.open()
        let blob = try tree.writeBlob([65])
        let id = try tree.writeTree(
            base: nil, edits: [.put(path: "caf\u{E9}", blob, .regular), .put(path: "cafe\u{301}", blob, .regular)])
        #expect(try tree.tree(id).count == 2)
    }

    @Test func `replaces only what cannot be beside the new entry`() async throws {
        // A conflict of a file with a folder: git leaves it for the user to settle.
        try await fixture.git("rm", "--quiet", "--cached", "dir/file")
        try await fixture.shell(
            "git update-index --index-info",
            input: "100644 \(IndexEntry.of(1).id) 3\tconflict\n100644 \(IndexEntry.of(1).id) 2\tdir/deep/one/x\n")
        try await fixture.shell("cp .git/index .git/theirs; cp .git/index .git/ours")
        let (file, folder) = (IndexEntry.of(2), IndexEntry.of(3))
        try fixture.splice(["conflict/inside": file, "dir/deep": folder], into: "ours")
        try await fixture.shell(
            "GIT_INDEX_FILE=.git/theirs git update-index --replace --index-info",
            input: "100644 \(file.id) 0\tconflict/inside\n100644 \(folder.id) 0\tdir/deep\n")
        let list = "git ls-files --stage"
        let theirs = try await fixture.shell("GIT_INDEX_FILE=.git/theirs \(list)")
        #expect(theirs.contains(" 3\tconflict\n"))
        #expect(try await fixture.shell("GIT_INDEX_FILE=.git/ours \(list)") == theirs)
    }
}
