import Foundation
import TestSupport
import Testing

@testable import Git

@Suite struct ReferencesTests {
    let me = Identity(name: "Ref Writer", email: "ref@example.com", time: 1_767_322_000, offset: 60)

    @Test func `tells what HEAD names`() async throws {
        let fixture = try await GitFixture()
        let repository = try fixture.open()
        #expect(try repository.head() == .unborn(BranchName("main")))
        #expect(error { () throws(GitError) in try repository.currentBranch() } == .unbornBranch(name: "main"))
        let id = try #require(ObjectID(hex: try await fixture.commit(["a": "1"])))
        #expect(try repository.head() == .branch(BranchName("main"), id))
        #expect(try repository.currentBranch().commit == id)
        try await fixture.git("switch", "--quiet", "--detach")
        #expect(try repository.head() == .detached(id))
        #expect(error { () throws(GitError) in try repository.currentBranch() } == .detachedHead(id))
        try await fixture.git("symbolic-ref", "HEAD", "refs/remotes/origin/main")
        #expect(error { () throws(GitError) in try repository.head() }?.code == "not-allowed")
    }

    @Test func `finds loose and packed branches`() async throws {
        let fixture = try await GitFixture()
        let id = try await fixture.commit(["a": "1"])
        try await fixture.git("branch", "feature/csf")
        try await fixture.git("pack-refs", "--all")
        try await fixture.git("branch", "loose")
        let repository = try fixture.open()
        #expect(try repository.branches().map(\.name) == ["feature/csf", "loose", "main"])
        #expect(try repository.branch(BranchName("feature/csf"))?.hex == id)
        #expect(try repository.branch(BranchName("nowhere")) == nil)
    }

    @Test(arguments: ["", "a..b", "-x", "a b", "a.lock", "/a", "a/", "a~1", "HEAD", "a\u{0}b", "@{u}"])
    func `refuses a name that git refuses`(name: String) {
        #expect(error { () throws(GitError) in try BranchName(name) } == .invalidBranchName(name))
    }

    @Test func `resolves revisions`() async throws {
        let fixture = try await GitFixture()
        let first = try await fixture.commit(["a": "1"])
        let second = try await fixture.commit(["a": "2"])
        try await fixture.git("tag", "-a", "v1", "-m", "one", first)
        let repository = try fixture.open()
        for (text, id) in [("HEAD", second), ("main~1", first), ("v1", first), (String(first.prefix(10)), first)] {
            #expect(try repository.commitID(of: text).hex == id)
        }
        for text in ["", "nowhere", "HEAD~5", "main:a", "..", "main..v1", String(repeating: "1", count: 40)] {
            #expect(error { () throws(GitError) in try repository.commitID(of: text) } == .noSuchRevision(text))
        }
    }

    @Test func `moves a branch and writes the reflogs`() async throws {
        let fixture = try await GitFixture()
        try await fixture.commit(["a": "1"])
        let repository = try fixture.open()
        let main = try BranchName("main")
        let old = try await fixture.tip()
        let new = try await repository.commitEdits(["a": "2"], on: old)
        try repository.moveBranch(main, from: old, to: new, message: "flagctl: move it\nsecond line", by: me)
        #expect(try await fixture.git("rev-parse", "main") == new.hex)
        for name in ["main", "HEAD"] {
            let log = try await fixture.git("log", "-g", "-1", "--format=%gn %ge %gs", "--date=raw", name)
            #expect(log == "Ref Writer ref@example.com flagctl: move it")
        }
        let line = try fixture.read(".git/logs/refs/heads/main").split(separator: "\n").last
        #expect(line?.contains("1767322000 +0100") == true)
        #expect(try await fixture.fsck() == "")
    }

    @Test func `refuses a stale head`() async throws {
        let fixture = try await GitFixture()
        try await fixture.commit(["a": "1"])
        let repository = try fixture.open()
        let main = try BranchName("main")
        let old = try await fixture.tip()
        let new = try await repository.commitEdits(["a": "2"], on: old)
        let found = error { () throws(GitError) in
            try repository.moveBranch(main, from: new, to: new, message: "m", by: me)
        }
        #expect(found == .movedReference(name: "main", expected: new, found: old))
        let absent = try BranchName("absent")
        let missing = error { () throws(GitError) in
            try repository.moveBranch(absent, from: old, to: new, message: "m", by: me)
        }
        #expect(missing == .movedReference(name: "absent", expected: old, found: nil))
        let existing = error { () throws(GitError) in
            try repository.moveBranch(main, from: nil, to: new, message: "m", by: me)
        }
        #expect(existing == .movedReference(name: "main", expected: nil, found: old))
        #expect(try await fixture.tip() == old)
        #expect(!fixture.has(".git/refs/heads/main.lock") && !fixture.has(".git/refs/heads/absent.lock"))
    }

    @Test(arguments: [false, true])
    func `makes a branch unless its name collides`(packed: Bool) async throws {
        let fixture = try await GitFixture()
        try await fixture.commit(["a": "1"])
        if packed { try await fixture.git("pack-refs", "--all") }
        let repository = try fixture.open()
        let tip = try await fixture.tip()
        try repository.moveBranch(BranchName("x/y"), from: nil, to: tip, message: "m", by: me)
        #expect(try await fixture.tip("x/y") == tip)
        if packed { try await fixture.git("pack-refs", "--all") }
        for name in ["x", "x/y/z", "main/sub"] {
            let branch = try BranchName(name)
            let found = error { () throws(GitError) in
                try repository.moveBranch(branch, from: nil, to: tip, message: "m", by: me)
            }
            #expect(found?.code == "not-allowed", "\(name): \(String(describing: found))")
        }
        #expect(try await fixture.fsck() == "")
    }

    @Test func `waits for a lock and names the one that stays`() async throws {
        let fixture = try await GitFixture()
        try await fixture.commit(["a": "1"])
        let repository = try fixture.open()
        let tip = try await fixture.tip()
        try fixture.write("", to: ".git/refs/heads/main.lock")
        let found = error { () throws(GitError) in
            try repository.moveBranch(BranchName("main"), from: tip, to: tip, message: "m", by: me)
        }
        #expect(found == .lockHeld(path: repository.commonDirectory + "/refs/heads/main.lock", holder: nil))
        #expect(found?.hint?.contains("main.lock") == true)
    }

    @Test func `lets exactly one of two racing writers win`() async throws {
        let fixture = try await GitFixture()
        try await fixture.commit(["a": "1"])
        let old = try await fixture.tip()
        let seed = try fixture.open()
        var candidates: [ObjectID] = []
        for number in 0..<8 { candidates.append(try await seed.commitEdits(["a": "\(number)"], on: old)) }
        let winners = try await withThrowingTaskGroup(of: ObjectID?.self) { group in
            for candidate in candidates {
                group.addTask {
                    let repository = try fixture.open()
                    do throws(GitError) {
                        try repository.moveBranch(BranchName("main"), from: old, to: candidate, message: "m", by: me)
                        return candidate
                    } catch {
                        guard case .movedReference = error else { throw error }
                        return nil
                    }
                }
            }
            return try await group.reduce(into: [ObjectID]()) { if let id = $1 { $0.append(id) } }
        }
        #expect(winners.count == 1)
        #expect(try await fixture.tip() == winners.first)
    }
}
