import Foundation
import TestSupport
import Testing

@testable import Git

@Suite struct PublishTests {
    @Test func `moves branch, files and index together`() async throws {
        let fixture = try await GitFixture()
        try await fixture.commit(["flags/a.json": "a", "flags/b.json": "b", "other/gone.json": "g", "README": "r"])
        let repository = try fixture.open()
        let commit = try await repository.edit(
            ["flags/a.json": "A", "new/deep/c.json": "c", "other/gone.json": nil], message: "Edit three")
        #expect(try await fixture.tip() == commit)
        #expect(try await fixture.status() == "")
        #expect(try await fixture.git("diff-index", "--cached", "HEAD") == "")
        #expect(try fixture.read("flags/a.json") == "A")
        #expect(try fixture.read("new/deep/c.json") == "c")
        #expect(!fixture.has("other"))
        #expect(try await fixture.fsck() == "")
        #expect(try await fixture.git("log", "-g", "-1", "--format=%gs") == "flagctl: Edit three")
        #expect(!fixture.has(".git/flagctl/pending") && !fixture.has(".git/index.lock"))
        let left = try FileManager.default.contentsOfDirectory(atPath: fixture.path + "/.git/flagctl")
        #expect(left == ["lock"])
    }

    @Test func `makes the first commit of an unborn branch`() async throws {
        let fixture = try await GitFixture()
        let commit = try await fixture.open().edit(["flags/a.json": "a"])
        #expect(try await fixture.tip() == commit)
        #expect(try await fixture.status() == "")
        #expect(try fixture.read("flags/a.json") == "a")
    }

    @Test func `leaves every other path as it was`() async throws {
        let fixture = try await GitFixture()
        try await fixture.commit(["flags/a.json": "a", "staged": "1", "modified": "1", "deleted": "1"])
        try fixture.write("2", to: "staged")
        try await fixture.git("add", "staged")
        try fixture.write("2", to: "modified")
        try fixture.write("u", to: "flags/untracked")
        try FileManager.default.removeItem(atPath: fixture.path + "/deleted")
        let before = try await fixture.status()
        let entries = try await fixture.git("ls-files", "--stage", "staged", "modified", "deleted")
        try await fixture.open().edit(["flags/a.json": "A"])
        #expect(try await fixture.status() == before)
        #expect(try await fixture.git("ls-files", "--stage", "staged", "modified", "deleted") == entries)
    }

    @Test func `does not hide an edit made within the clock's step`() async throws {
        let fixture = try await GitFixture()
        for round in 0..<5 {
            // The same size, written right after the index was: only a look at the content tells.
            try await fixture.commit(["flags/a.json": "a\(round)", "racy": "1\(round)"])
            try fixture.write("2\(round)", to: "racy")
            try await fixture.open().edit(["flags/a.json": "A\(round)"])
            #expect(try await fixture.status() == " M racy")
        }
    }

    @Test func `publishes in a bare repository`() async throws {
        let fixture = try await GitFixture(bare: true)
        let commit = try await fixture.open().edit(["flags/a.json": "a"])
        #expect(try await fixture.tip("main") == commit)
        let next = try await fixture.open().edit(["flags/a.json": nil, "b": "b"])
        #expect(try await fixture.git("ls-tree", "-r", "--name-only", next.hex) == "b")
        #expect(try await fixture.fsck() == "")
        #expect(!fixture.has("index"))
    }

    @Test func `leaves the work tree alone for another branch`() async throws {
        let fixture = try await GitFixture()
        try await fixture.commit(["flags/a.json": "a"])
        try await fixture.git("branch", "proposal")
        try fixture.write("dirty", to: "flags/a.json")
        let commit = try await fixture.open().edit(["flags/a.json": "A"], on: "proposal")
        #expect(try await fixture.tip("proposal") == commit)
        #expect(try fixture.read("flags/a.json") == "dirty")
        #expect(try await fixture.git("ls-files", "--stage", "flags/a.json").contains("2e65efe2a1"))
    }

    @Test func `works on a detached head by its branch's name only`() async throws {
        let fixture = try await GitFixture()
        try await fixture.commit(["a": "1"])
        try await fixture.git("switch", "--quiet", "--detach")
        try await fixture.open().edit(["a": "2"])
        #expect(try fixture.read("a") == "1")
        #expect(try await fixture.status() == "")
    }

    @Test func `refuses a stale base and leaves nothing behind`() async throws {
        let fixture = try await GitFixture()
        try await fixture.commit(["a": "1"])
        let repository = try fixture.open()
        let old = try await fixture.tip()
        let new = try await repository.commitEdits(["a": "2"], on: old)
        try await fixture.commit(["b": "1"])
        let tip = try await fixture.tip()
        let me = try repository.committer()
        let lock = try repository.lock()
        let found = error { () throws(GitError) in
            try repository.publish(
                commit: new, on: BranchName("main"), from: old, paths: ["a"], message: "m", by: me, lock: lock)
        }
        #expect(found == .movedReference(name: "main", expected: old, found: tip))
        #expect(try fixture.read("a") == "1")
        #expect(!fixture.has(".git/flagctl/pending") && !fixture.has(".git/index.lock"))
        #expect(try await fixture.status() == "")
    }

    @Test func `needs the lock`() async throws {
        let fixture = try await GitFixture()
        try await fixture.commit(["a": "1"])
        let repository = try fixture.open()
        let tip = try await fixture.tip()
        let me = try repository.committer()
        let lock = try repository.lock()
        lock.close()
        let found = error { () throws(GitError) in
            try repository.publish(
                commit: tip, on: BranchName("main"), from: tip, paths: [], message: "m", by: me, lock: lock)
        }
        #expect(found?.code == "not-allowed")
    }

    @Test func `moves no branch in a receiving hook`() async throws {
        let fixture = try await GitFixture(bare: true)
        let repository = try fixture.open("", ["GIT_QUARANTINE_PATH": "/somewhere"])
        await #expect(throws: GitError.self) { try await repository.edit(["a": "1"]) }
    }

    @Test func `gets along with a git that commits meanwhile`() async throws {
        let fixture = try await GitFixture()
        try await fixture.commit(["mine": "0", "theirs": "0"])
        async let theirs: Void = commits(fixture)
        for number in 1...10 {
            while true {
                do {
                    try await fixture.open().edit(["mine": "\(number)"])
                    break
                } catch GitError.movedReference { continue }
            }
        }
        try await theirs
        #expect(try await fixture.git("rev-list", "--count", "main") == "21")
        #expect(try await fixture.git("show", "main:mine", "main:theirs") == "1010")
        #expect(try await fixture.status() == "")
        #expect(try await fixture.fsck() == "")
    }

    /// Ten commits of the system's git, which gives up at once when it finds a lock.
    private func commits(_ fixture: GitFixture) async throws {
        for number in 1...10 {
            try fixture.write("\(number)", to: "theirs")
            while true {
                let result = try await run(
                    "git", ["commit", "--quiet", "-m", "theirs", "--only", "theirs"], in: fixture.path,
                    environment: fixture.environment)
                if result.status == 0 { break }
                #expect(result.error.contains("lock"), "\(result.error)")
            }
        }
    }

    @Test func `lets racing editors all get through`() async throws {
        let fixture = try await GitFixture()
        try await fixture.commit(["start": "1"])
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<6 {
                group.addTask {
                    let repository = try fixture.open()
                    for _ in 0..<20 {
                        do {
                            try await repository.edit(["flags/f\(number).json": "\(number)"])
                            return
                        } catch GitError.movedReference {
                            continue
                        }
                    }
                    Issue.record("editor \(number) never got through")
                }
            }
            try await group.waitForAll()
        }
        #expect(try await fixture.git("rev-list", "--count", "main") == "7")
        #expect(try await fixture.status() == "")
        #expect(try await fixture.git("ls-files", "flags").split(separator: "\n").count == 6)
        #expect(try await fixture.fsck() == "")
    }
}
