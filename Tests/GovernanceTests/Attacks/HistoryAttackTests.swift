import FlagModel
import FlagRepository
import Git
import TestSupport
import Testing

@testable import Governance

/// Histories that are not what happened.
@Suite("Attacks on history") struct HistoryAttackTests {
    @Test("a force-push, seen by who pinned a root or kept a checkpoint")
    func forcePush() async throws {
        let governed = try await Governed()
        let pinned = try await governed.step(Governed.raise, Governed.both)
        let checkpoint = try await governed.verify().checkpoint
        try await governed.fixture.git("branch", "kept")
        try await governed.fixture.git("reset", "--quiet", "--hard", "HEAD^")
        try await governed.step(["README.md": "Nothing happened.\n"])
        #expect(try await governed.verify(checkpoint: checkpoint).names == ["history-rewritten"])
        #expect(try await governed.verify(root: pinned).names == ["history-rewritten"])
    }

    @Test("a merge with its parents swapped")
    func swappedParents() async throws {
        let governed = try await Governed()
        try await governed.fixture.git("switch", "--quiet", "--create", "feature")
        try await governed.step(Governed.raise)
        try await governed.fixture.git("switch", "--quiet", "main")
        try await governed.step(["README.md": "Other.\n"])
        let checkpoint = try await governed.verify().checkpoint
        // On the feature's side the merge changes nothing of production, and its parent is what counts.
        try await governed.fixture.git("switch", "--quiet", "feature")
        try await governed.fixture.git("merge", "--quiet", "--no-ff", "--message", "Merge", "main")
        try await governed.fixture.git("branch", "--quiet", "--force", "main", "feature")
        #expect(try await governed.verify("main").names == ["approval-missing"])
        #expect(try await governed.verify("main", checkpoint: checkpoint).names == ["history-rewritten"])
    }

    @Test("a replaced commit and a graft")
    func replaced() async throws {
        let governed = try await Governed()
        let first = try await governed.fixture.head()
        let bad = try await governed.step(Governed.raise)
        let good = try await governed.fixture.git(
            "commit-tree", "-p", first, "-m", "Nothing", "\(first)^{tree}")
        try await governed.fixture.git("replace", bad, good)
        #expect(try await governed.verify().names == ["approval-missing"])
        try await governed.fixture.git("replace", "--delete", bad)
        let tip = try await governed.step(["README.md": "x\n"])
        try governed.fixture.repository.folder.write("\(tip)\n", to: "repository/.git/info/grafts")
        #expect(try await governed.verify().names == ["approval-missing"])
    }

    @Test("a shallow clone is incomplete, never verified")
    func shallow() async throws {
        let governed = try await Governed()
        try await governed.step(Governed.raise, Governed.both)
        try await governed.step(["README.md": "x\n"])
        let clone = governed.fixture.repository.folder.path("clone")
        try await governed.fixture.git("clone", "--quiet", "--depth", "2", "file://\(governed.fixture.path)", clone)
        let location = GitLocation(path: clone, environment: governed.fixture.environment)
        let repository = try FlagRepository(opening: location)
        let request = Verifier.Request(
            tip: try repository.headCommit(), now: .moment("2026-01-02T12:00:00Z"), keepsResults: false)
        let found = try await Verifier(repository, request, location: location).run()
        #expect(found.outcome == .incomplete)
        #expect(found.genesis == nil)
        #expect(found.checkpoint == nil)
    }

    @Test("a root in the middle: what came before is taken for granted")
    func root() async throws {
        let governed = try await Governed()
        let bad = try await governed.step(Governed.raise)
        try await governed.step(Governed.lower)
        try await governed.step(Governed.raise, Governed.both)
        #expect(try await governed.verify().names == ["approval-missing"])
        let found = try await governed.verify(root: bad)
        #expect(found.outcome == .verified, "\(found.story)")
        #expect(found.root.hex == bad)
        #expect(found.genesis?.hex != bad)
        #expect(found.steps == 2)
    }
}
