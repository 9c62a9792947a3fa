import Foundation
import TestSupport
import Testing

@testable import Git

extension GitFixture {
    /// What the system's git finds different between HEAD, the index and the work tree, and wrong with the index's
    /// cache of trees; empty when all is well. Nothing is refreshed meanwhile.
    func indexComplaints() async throws -> String {
        try await shell(
            """
            git status --porcelain
            git diff-index --cached HEAD
            git ls-files --stage >.git/staged
            git ls-tree -r HEAD | sed 's/^\\([0-9]*\\) [a-z]* \\([0-9a-f]*\\)/\\1 \\2 0/' >.git/committed
            diff .git/committed .git/staged || true
            cp .git/index .git/copy
            tree=$(GIT_INDEX_FILE=.git/copy git write-tree)
            test $tree = $(git rev-parse 'HEAD^{tree}') || echo "the cache of trees gives another tree"
            """)
    }

    /// What a script prints that must end well; its git takes no locks that it does not need.
    @discardableResult
    func shell(_ script: String, input: String = "") async throws -> String {
        let variables = environment.merging(["GIT_OPTIONAL_LOCKS": "0"]) { $1 }
        let result = try await run("sh", ["-e", "-c", script], in: path, environment: variables, input: input)
        guard result.status == 0 else { throw GitFailure(arguments: [script], text: result.error + result.output) }
        return result.output + result.error
    }

    /// Commits edits on `main` and lets only work tree and index follow, then moves the branch with git.
    func follow(_ edits: [TreeEdit]) async throws {
        let repository = try open()
        let old = try await tip()
        let base = try repository.commit(old).tree
        let tree = try repository.writeTree(base: base, edits: edits)
        try repository.updateWorkTree(from: base, to: tree, paths: edits.map(\.path))
        try await git("update-ref", "HEAD", try await git("commit-tree", "-m", "Edit", "-p", old.hex, tree.hex))
    }

    /// The bytes of an index file.
    func indexBytes(_ name: String = "index") throws -> [UInt8] {
        try #require(try FileSystem.bytes(path + "/.git/" + name))
    }

    /// Reads an index file that is in one of our formats.
    func index(_ name: String = "index") throws -> IndexFile {
        try #require(try IndexFile(indexBytes(name), at: path + "/.git/" + name))
    }

    /// Changes entries of an index file; nil removes one.
    func splice(_ edits: KeyValuePairs<String, IndexEntry?>, into name: String = "index") throws {
        let path = path + "/.git/" + name
        var file = try FileSystem.bytes(path).map { bytes in try #require(try IndexFile(bytes, at: path)) } ?? .empty
        for (path, entry) in edits { file.record(entry, at: path) }
        try file.write(to: path, hashed: true)
    }
}

extension IndexFile {
    /// The content of an extension; nil when there is none.
    func content(_ name: String) -> [UInt8]? {
        extensions.first { $0.name == name }.map { Array(bytes[$0.content]) }
    }
}

extension IndexEntry {
    /// An entry without a file's status whose id starts with these bytes, big-endian.
    static func of(_ number: UInt64, mode: FileMode = .regular) -> IndexEntry {
        let id = withUnsafeBytes(of: number.bigEndian) { Array($0) } + [UInt8](repeating: 7, count: 12)
        return IndexEntry(mode: mode.rawValue, id: id.withUnsafeBytes { ObjectID(bytes: $0) })
    }
}

/// Numbers that are the same in every run: https://prng.di.unimi.it/splitmix64.c.
struct SeededNumbers: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = (state ^ state >> 30) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
        return value ^ value >> 31
    }
}

/// Paths that make room for each other, or sort in ways that are easily got wrong.
enum AwkwardPaths {
    static let components = ["a", "a.b", "a-b", "a0", "a b", "b", "\u{E9}", "e\u{301}", "z\u{1F3C1}"]

    /// A path of one to three components.
    static func any(using numbers: inout SeededNumbers) -> String {
        (0...Int.random(in: 0...2, using: &numbers)).map { _ in components.randomElement(using: &numbers)! }
            .joined(separator: "/")
    }

    /// Whether two paths cannot both be files.
    static func collide(_ a: String, _ b: String) -> Bool {
        Array(a.utf8).starts(with: (b + "/").utf8) || Array(b.utf8).starts(with: (a + "/").utf8)
    }
}
