import Foundation
import TestSupport
import Testing

@testable import Git

@Suite struct ManyBlobsTests {
    let fixture: GitFixture

    init() async throws { fixture = try await GitFixture() }

    /// Stores a thousand blobs that hold their numbers, the first half in a pack.
    private func numbers() async throws -> [ObjectID] {
        for number in 0..<1000 { try fixture.write("number \(number)\n", to: "files/\(number)") }
        let names = (0..<1000).map { "files/\($0)\n" }
        let hexes = try await fixture.git(["hash-object", "-w", "--stdin-paths"], input: names.joined())
            .split(separator: "\n").map(String.init)
        let packed = hexes.prefix(500).map { $0 + "\n" }.joined()
        try await fixture.git(["pack-objects", "--quiet", ".git/objects/pack/pack"], input: packed)
        try await fixture.git("prune-packed", "--quiet")
        let counts = try await fixture.git("count-objects", "-v")
        #expect(counts.contains("count: 500\n") && counts.contains("in-pack: 500\n"))
        return try hexes.map { try #require(ObjectID(hex: $0)) }
    }

    @Test func `reads packed and loose blobs in the order of the ids`() async throws {
        let ids = try await numbers()
        let repository = try fixture.open()
        var order = Array(ids.indices)
        var random = SeededNumbers(seed: 5)
        for _ in 0..<3 {
            let texts = try repository.blobs(order.map { ids[$0] }) { String(decoding: $1, as: UTF8.self) }
            #expect(texts == order.map { "number \($0)\n" })
            let places = try repository.blobs(order.map { ids[$0] }) { place, _ in place }
            #expect(places == Array(order.indices))
            order.shuffle(using: &random)
        }
        // On both sides of the size of a piece, and the same blob again and again.
        for count in [0, 1, 63, 64, 65, 127, 128, 129] {
            let texts = try repository.blobs(Array(ids.prefix(count))) { String(decoding: $1, as: UTF8.self) }
            #expect(texts == (0..<count).map { "number \($0)\n" })
            let same = try repository.blobs(Array(repeating: ids[7], count: count)) { $1.count }
            #expect(same == Array(repeating: 9, count: count))
        }
    }

    @Test func `gives nil for what is not a readable blob`() async throws {
        try await fixture.commit(["a": "one", "b": "damaged", "dir/c": ""])
        let repository = try fixture.open()
        let (a, b, c) = (
            try await fixture.tip("HEAD:a"), try await fixture.tip("HEAD:b"), try await fixture.tip("HEAD:dir/c")
        )
        let (commit, tree) = (try await fixture.tip(), try await fixture.tip("HEAD^{tree}"))
        let file = fixture.path + "/.git/objects/\(b.hex.prefix(2))/\(b.hex.dropFirst(2))"
        try FileManager.default.removeItem(atPath: file)
        try Data("no object".utf8).write(to: URL(fileURLWithPath: file))
        let ids = [IndexEntry.of(1).id, a, tree, commit, b, c, IndexEntry.of(2).id, a]
        let sizes = try repository.blobs(ids) { $1.count }
        #expect(sizes == [nil, 3, nil, nil, nil, 0, nil, 3])
        // One blob at a time it says why.
        #expect(error { () throws(GitError) in try repository.blob(ids[0]) } == .missingObject(ids[0], what: "blob"))
        #expect(error { () throws(GitError) in try repository.blob(tree) }?.code == "corrupt")
        #expect(error { () throws(GitError) in try repository.blob(b) }?.code == "corrupt")
    }

    @Test func `leaves out blobs above the limit and those that are not wanted`() async throws {
        try await fixture.commit(["one": "1", "two": "12", "three": "123"])
        let repository = try fixture.open()
        var ids: [ObjectID] = []
        for name in ["one", "two", "three"] { ids.append(try await fixture.tip("HEAD:\(name)")) }
        #expect(try repository.blobs(ids, limit: 2) { $1.count } == [1, 2, nil])
        #expect(error { () throws(GitError) in try repository.blob(ids[2], limit: 2) }?.code == "too-large")
        #expect(try repository.blobs(ids, limit: 0) { $1.count } == [nil, nil, nil])
        #expect(try repository.blobs(ids) { place, _ in place == 1 ? nil : place } == [0, nil, 2])
    }

    @Test func `sees blobs that git adds while it is open`() async throws {
        let repository = try fixture.open()
        #expect(try repository.blobs([IndexEntry.of(1).id]) { $1.count } == [nil])
        let id = try #require(ObjectID(hex: try await fixture.git(["hash-object", "-w", "--stdin"], input: "new")))
        try await fixture.git(["pack-objects", "--quiet", ".git/objects/pack/pack"], input: id.hex + "\n")
        try await fixture.git("prune-packed", "--quiet")
        #expect(try repository.blobs([id]) { $1 } == [Array("new".utf8)])
    }

    @Test func `computes beside the rest`() {
        let values = (0..<200).map { number in BesideThis { number * number } }
        #expect(values.map(\.value) == (0..<200).map { $0 * $0 })
        #expect(values[3].value == 9)
    }
}
