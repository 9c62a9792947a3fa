import Foundation
import TestSupport
import Testing

@testable import Git

/// What a `kill -9` after each step leaves and the next flagctl makes of it.
@Suite struct RecoveryTests {
    let fixture: GitFixture
    let edits: [String: String?] = ["flags/a.json": "A", "flags/gone.json": nil, "new/n.json": "n"]

    init() async throws {
        fixture = try await GitFixture()
        try await fixture.commit(["flags/a.json": "a", "flags/gone.json": "g", "other": "o"])
    }

    /// Publishes the edits and stops after a step as if the process had been killed there.
    private func publish(upTo step: PublishStep, on branch: String = "main") async throws -> ObjectID {
        let repository = try fixture.open()
        let old = try await fixture.tip(branch)
        repository.interruption = { (reached) throws(GitError) in if reached == step { throw .interrupted } }
        await #expect(throws: GitError.interrupted) { try await repository.edit(edits, on: branch) }
        return old
    }

    @Test(arguments: [
        PublishStep.journalWritten, .branchMoved, .fileWritten(0), .fileWritten(1), .fileWritten(2), .indexWritten,
        .indexPublished, .indexReleased,
    ])
    func `comes back to a whole change`(step: PublishStep) async throws {
        let old = try await publish(upTo: step)
        let tip = try await fixture.tip()
        #expect(try await fixture.fsck() == "")
        #expect((tip == old) == (step == .journalWritten))

        let repository = try fixture.open()
        let lock = try repository.lock()
        let recovery = try #require(lock.recovery)
        #expect(recovery.isDropped == (step == .journalWritten))
        #expect(recovery.branch?.name == "main")
        #expect(recovery.finished.sorted() == (step == .journalWritten ? [] : edits.keys.sorted()))
        #expect(recovery.left.isEmpty)
        #expect(recovery.removedLocks.isEmpty == (step == .indexReleased))
        lock.close()

        #expect(try await fixture.status() == "")
        #expect(try await fixture.git("diff-index", "--cached", "HEAD") == "")
        #expect(try fixture.read("flags/a.json") == (step == .journalWritten ? "a" : "A"))
        let names = try await run("find", [".", "-name", "*flagctl-*", "-o", "-name", "*.lock"], in: fixture.path)
        #expect(names.output == "")
        #expect(!fixture.has(".git/flagctl/pending"))
        #expect(try repository.lock().recovery == nil)
        // And the next edit is as any other.
        try await repository.edit(["flags/a.json": "again"])
        #expect(try await fixture.status() == "")
        #expect(try await fixture.fsck() == "")
    }

    @Test func `never overwrites what was written since`() async throws {
        _ = try await publish(upTo: .branchMoved)
        try fixture.write("mine", to: "flags/a.json")
        let recovery = try fixture.open().lock().recovery
        #expect(recovery?.left == ["flags/a.json"])
        #expect(recovery?.finished == ["flags/gone.json", "new/n.json"])
        #expect(try fixture.read("flags/a.json") == "mine")
        // The index has the commit's version, so the edit shows as what it is.
        #expect(try await fixture.status() == " M flags/a.json")
    }

    @Test func `leaves a path alone that a later commit changed`() async throws {
        _ = try await publish(upTo: .indexReleased)
        try await fixture.commit(["flags/a.json": "later"])
        let recovery = try fixture.open().lock().recovery
        #expect(recovery?.finished.contains("flags/a.json") == false)
        #expect(try fixture.read("flags/a.json") == "later")
        #expect(try await fixture.status() == "")
    }

    @Test func `touches no file when HEAD is elsewhere by now`() async throws {
        _ = try await publish(upTo: .branchMoved)
        try FileManager.default.removeItem(atPath: fixture.path + "/.git/index.lock")
        try await fixture.git("symbolic-ref", "HEAD", "refs/heads/elsewhere")
        let recovery = try fixture.open().lock().recovery
        #expect(recovery?.finished == [] && recovery?.isDropped == false)
        #expect(try fixture.read("flags/a.json") == "a")
        #expect(!fixture.has(".git/flagctl/pending"))
    }

    @Test func `clears a change of another branch`() async throws {
        try await fixture.git("branch", "proposal")
        _ = try await publish(upTo: .branchMoved, on: "proposal")
        let recovery = try fixture.open().lock().recovery
        #expect(recovery?.branch?.name == "proposal" && recovery?.isDropped == false)
        #expect(try await fixture.status() == "")
        #expect(!fixture.has(".git/flagctl/pending"))
    }

    @Test(arguments: [true, false])
    func `removes the branch's lock that the killed change left`(empty: Bool) async throws {
        _ = try await publish(upTo: .journalWritten)
        let journal = try #require(try Journal.read(in: fixture.path + "/.git"))
        try fixture.write(empty ? "" : journal.new.hex + "\n", to: ".git/refs/heads/main.lock")
        let recovery = try fixture.open().lock().recovery
        #expect(recovery?.removedLocks.contains { $0.hasSuffix("/refs/heads/main.lock") } == true)
        try await fixture.open().edit(["other": "O"])
        #expect(try await fixture.status() == "")
    }

    @Test func `leaves another program's locks`() async throws {
        _ = try await publish(upTo: .journalWritten)
        let other = try await fixture.tip()
        try fixture.write(other.hex + "\n", to: ".git/refs/heads/main.lock")
        #expect(try fixture.open().lock().recovery?.removedLocks.contains { $0.hasSuffix("main.lock") } == false)
        #expect(fixture.has(".git/refs/heads/main.lock"))
    }

    @Test func `waits for another program's index lock while finishing`() async throws {
        _ = try await publish(upTo: .branchMoved)
        try fixture.write("", to: ".git/index.lock")
        let repository = try fixture.open()
        let found = error { () throws(GitError) in try repository.lock() }
        #expect(found == .lockHeld(path: repository.gitDirectory + "/index.lock", holder: nil))
        #expect(fixture.has(".git/flagctl/pending"))
        try FileManager.default.removeItem(atPath: fixture.path + "/.git/index.lock")
        #expect(try repository.lock().recovery?.finished.count == 3)
        #expect(try await fixture.status() == "")
    }

    @Test func `reports a change whose files could not follow, and finishes it later`() async throws {
        let repository = try fixture.open()
        let file = fixture.path + "/new"
        repository.interruption = { (reached) throws(GitError) in
            // Something gets in the way after the check.
            if reached == .branchMoved { _ = FileManager.default.createFile(atPath: file, contents: nil) }
        }
        do {
            try await repository.edit(edits)
            Issue.record("nothing was thrown")
        } catch GitError.workTreeBehind(let commit, _) {
            #expect(try await fixture.tip() == commit)
        }
        #expect(!fixture.has(".git/index.lock") && fixture.has(".git/flagctl/pending"))
        try FileManager.default.removeItem(atPath: file)
        #expect(try fixture.open().lock().recovery?.finished.count == 3)
        #expect(try await fixture.status() == "")
    }

    @Test func `does not trust a journal that is no journal`() async throws {
        try fixture.write("flagctl-pending 1\nbranch main\n", to: ".git/flagctl/pending")
        let repository = try fixture.open()
        #expect(error { () throws(GitError) in try repository.lock() }?.code == "not-allowed")
    }

    @Test func `keeps a journal whole`() throws {
        let folder = try TemporaryFolder()
        let id = try #require(ObjectID(hex: String(repeating: "a", count: 40)))
        for old in [nil, id] {
            let journal = Journal(branch: try BranchName("a/b"), old: old, new: id, paths: ["x y", "ü/z", "end"])
            try journal.write(in: folder.path)
            #expect(try Journal.read(in: folder.path) == journal)
        }
        try Journal.remove(in: folder.path)
        #expect(try Journal.read(in: folder.path) == nil)
    }
}
