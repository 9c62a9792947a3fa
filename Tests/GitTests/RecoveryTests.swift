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
        PublishStep.journalWritten, .branchLocked, .fileWritten(0), .fileWritten(1), .fileWritten(2), .indexWritten,
        .indexPublished, .branchMoved, .indexReleased,
    ])
    func `comes back to a whole change or to none`(step: PublishStep) async throws {
        let old = try await publish(upTo: step)
        let tip = try await fixture.tip()
        let isDropped = step != .branchMoved && step != .indexReleased
        #expect(try await fixture.fsck() == "")
        #expect((tip == old) == isDropped)

        let repository = try fixture.open()
        let lock = try repository.lock()
        let recovery = try #require(lock.recovery)
        #expect(recovery.isDropped == isDropped)
        #expect(recovery.branch?.name == "main")
        #expect(recovery.finished.sorted() == (isDropped ? [] : edits.keys.sorted()))
        #expect(recovery.left.isEmpty)
        #expect(recovery.removedLocks.isEmpty == (step == .indexReleased))
        lock.close()

        #expect(try await fixture.status() == "")
        #expect(try await fixture.git("diff-index", "--cached", "HEAD") == "")
        #expect(try fixture.read("flags/a.json") == (isDropped ? "a" : "A"))
        #expect(fixture.has("flags/gone.json") == isDropped)
        let names = try await run("find", [".", "-name", "*flagctl-*", "-o", "-name", "*.lock"], in: fixture.path)
        #expect(names.output == "")
        #expect(!fixture.has(".git/flagctl/pending"))
        #expect(try repository.lock().recovery == nil)
        // And the next edit is as any other.
        try await repository.edit(["flags/a.json": "again"])
        #expect(try await fixture.status() == "")
        #expect(try await fixture.fsck() == "")
    }

    @Test func `the branch moves last, when files and index are as the commit has them`() async throws {
        _ = try await publish(upTo: .branchMoved)
        #expect(try await fixture.git("diff-index", "--cached", "HEAD") == "")
        #expect(try await fixture.status() == "")
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
        #expect(try fixture.read("flags/a.json") == "A")
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

    @Test func `knows its own empty lock of the branch without waiting`() async throws {
        _ = try await publish(upTo: .journalWritten)
        try fixture.write("", to: ".git/refs/heads/main.lock")
        try Journal.noteLock(fixture.path + "/.git/refs/heads/main.lock", in: fixture.path + "/.git")
        let start = ContinuousClock.now
        #expect(try fixture.open().lock().recovery?.removedLocks.count == 2)
        #expect(ContinuousClock.now - start < .seconds(1))
        #expect(!fixture.has(".git/flagctl/pending"))
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

    @Test(arguments: [PublishStep.branchLocked, .indexWritten])
    func `takes a change back whose files cannot follow`(step: PublishStep) async throws {
        let repository = try fixture.open()
        let old = try await fixture.tip()
        let new = fixture.path + "/new"
        repository.interruption = { (reached) throws(GitError) in
            guard reached == step else { return }
            // Something gets in the way after the check, or the disk breaks.
            if step == .indexWritten { throw .diskFull(path: new) }
            _ = FileManager.default.createFile(atPath: new, contents: nil)
        }
        await #expect(throws: GitError.self) { try await repository.edit(edits) }
        #expect(try await fixture.tip() == old)
        #expect(try fixture.read("flags/a.json") == "a")
        #expect(try await fixture.status() == (step == .indexWritten ? "" : "?? new"))
        #expect(!fixture.has(".git/index.lock") && !fixture.has(".git/flagctl/pending"))
        #expect(try repository.lock().recovery == nil)
    }

    @Test func `leaves a change to whoever committed it by hand`() async throws {
        _ = try await publish(upTo: .indexPublished)
        try FileManager.default.removeItem(atPath: fixture.path + "/.git/index.lock")
        try await fixture.git("commit", "--quiet", "--message", "By hand")
        let recovery = try fixture.open().lock().recovery
        #expect(recovery?.isDropped == true && recovery?.left == [])
        #expect(try fixture.read("flags/a.json") == "A")
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
