import Foundation
import TestSupport
import Testing

@testable import Git

@Suite struct AncestryTests {
    private func walk(_ chain: FirstParentChain) throws(GitError) -> ([ObjectID], FirstParentChain) {
        var (chain, ids) = (chain, [ObjectID]())
        while let commit = try chain.next() { ids.append(commit.id) }
        return (ids, chain)
    }

    @Test func `walks first parents only`() async throws {
        let fixture = try await GitFixture()
        try await fixture.commit(["a": "1"])
        try await fixture.git("switch", "--quiet", "-c", "side")
        try await fixture.commit(["b": "1"])
        try await fixture.git("switch", "--quiet", "main")
        try await fixture.commit(["a": "2"])
        try await fixture.git("merge", "--quiet", "--no-edit", "side")
        let (ids, chain) = try walk(fixture.open().firstParents(from: try await fixture.tip()))
        #expect(ids.map(\.hex).joined(separator: "\n") == (try await fixture.git("rev-list", "--first-parent", "main")))
        #expect(!chain.endedAtShallowBoundary)
    }

    @Test func `ends at a shallow boundary and says so`() async throws {
        let fixture = try await GitFixture()
        for number in 0..<5 { try await fixture.commit(["a": "\(number)"]) }
        let clone = fixture.folder.path("clone")
        try await fixture.git("clone", "--quiet", "--depth=3", "file://" + fixture.path, clone)
        let repository = try fixture.open(clone)
        #expect(repository.isShallow)
        let tip = try await fixture.tip()
        let (ids, chain) = try walk(repository.firstParents(from: tip))
        #expect(ids.count == 3 && chain.endedAtShallowBoundary)
        #expect(try repository.isAncestor(ids[2], of: tip))
        #expect(try !repository.isAncestor(tip, of: ids[1]))
        #expect(try repository.mergeBase(ids[1], tip) == ids[1])
    }

    @Test func `throws where a commit is missing`() async throws {
        let fixture = try await GitFixture()
        for number in 0..<3 { try await fixture.commit(["a": "\(number)"]) }
        let first = try await fixture.tip("HEAD~2")
        try FileManager.default.removeItem(
            atPath: fixture.path + "/.git/objects/\(first.hex.prefix(2))/\(first.hex.dropFirst(2))")
        let tip = try await fixture.tip()
        let repository = try fixture.open()
        #expect(
            error { () throws(GitError) in try walk(repository.firstParents(from: tip)).0 }
                == .missingObject(first, what: "commit"))
        let orphan = try await repository.commitEdits(["x": "1"], on: nil)
        #expect(error { () throws(GitError) in try repository.mergeBase(orphan, tip) }?.code == "corrupt")
        #expect(error { () throws(GitError) in try repository.isAncestor(first, of: tip) }?.code == "missing-object")
    }

    @Test func `finds merge bases as git does`() async throws {
        let fixture = try await GitFixture()
        let base = try await fixture.commit(["a": "1"])
        try await fixture.git("switch", "--quiet", "-c", "side")
        let side = try await fixture.commit(["b": "1"])
        try await fixture.git("switch", "--quiet", "main")
        try await fixture.commit(["a": "2"])
        let repository = try fixture.open()
        let (main, other) = (try await fixture.tip(), try #require(ObjectID(hex: side)))
        #expect(try repository.mergeBase(main, other)?.hex == base)
        #expect(try repository.mergeBase(main, main) == main)
        #expect(try repository.isAncestor(#require(ObjectID(hex: base)), of: main))
        #expect(try !repository.isAncestor(other, of: main))
        let orphan = try await repository.commitEdits(["x": "1"], on: nil)
        #expect(try repository.mergeBase(orphan, main) == nil)
    }
}
