import Foundation
import TestSupport
import Testing

@testable import Git

/// Publishing into work trees that are not the plainest kind.
@Suite struct WorkTreeTests {
    let fixture: GitFixture

    init() async throws {
        fixture = try await GitFixture()
        try await fixture.commit(["flags/a.json": "1\n2\n", "flags/b.json": "b\n", "run.sh": "#!/bin/sh\n"])
    }

    @Test func `publishes in a linked worktree`() async throws {
        try await fixture.git("worktree", "add", "--quiet", "../linked", "-b", "other")
        let linked = fixture.folder.path("linked")
        let repository = try fixture.open(linked)
        let commit = try await repository.edit(["flags/a.json": "A\n"], on: "other")
        #expect(try await fixture.git(["rev-parse", "HEAD"], in: linked) == commit.hex)
        #expect(try await fixture.git(["status", "--porcelain"], in: linked) == "")
        #expect(try await fixture.status() == "")
        #expect(try fixture.read("flags/a.json") == "1\n2\n")
        #expect(try await fixture.fsck() == "")
        #expect(repository.gitDirectory.hasSuffix(".git/worktrees/linked"))
    }

    @Test func `refuses a branch that another work tree has`() async throws {
        try await fixture.git("worktree", "add", "--quiet", "../linked", "-b", "other")
        let linked = fixture.folder.path("linked")
        let real = try #require(FileSystem.real(linked))
        func refusal(_ repository: Repository, _ branch: String) async throws -> GitError? {
            do {
                try await repository.edit(["flags/a.json": "A\n"], on: branch)
                return nil
            } catch let error as GitError { return error }
        }
        let found = try await refusal(fixture.open(), "other")
        #expect(found?.message == "branch 'other' is checked out at '\(real)'")
        #expect(found?.hint == "edit it there: 'cd \(real)'")
        let main = try await refusal(fixture.open(linked), "main")
        #expect(main?.message == "branch 'main' is checked out at '\(FileSystem.real(fixture.path) ?? "")'")
        // A linked worktree's bare parent has no files that could fall behind.
        try await fixture.git("config", "core.bare", "true")
        let bare = try await refusal(fixture.open(linked), "main")
        #expect(bare == nil)
    }

    @Test func `recovers in the worktree that was interrupted`() async throws {
        try await fixture.git("worktree", "add", "--quiet", "../linked", "-b", "other")
        let linked = fixture.folder.path("linked")
        let repository = try fixture.open(linked)
        repository.interruption = { (step) throws(GitError) in if step == .fileWritten(0) { throw .interrupted } }
        await #expect(throws: GitError.interrupted) {
            try await repository.edit(["flags/a.json": "A\n", "flags/b.json": nil], on: "other")
        }
        // From the main work tree only the locks are cleared.
        let lock = try fixture.open().lock()
        #expect(lock.recovery?.removedLocks.count == 1 && lock.recovery?.commit == nil)
        lock.close()
        #expect(try fixture.open(linked).lock().recovery?.isDropped == true)
        #expect(try await fixture.git(["status", "--porcelain"], in: linked) == "")
    }

    @Test func `keeps to the line ends that git would write`() async throws {
        try await fixture.commit([".gitattributes": "*.json text eol=crlf\n"])
        try await fixture.git("rm", "--quiet", "--cached", "-r", "flags")
        try await fixture.git("reset", "--quiet", "--hard")
        #expect(try fixture.read("flags/a.json") == "1\r\n2\r\n")
        try await fixture.open().edit(["flags/a.json": "3\n4\n", "flags/new.json": "5\n"])
        #expect(try fixture.read("flags/a.json") == "3\r\n4\r\n")
        #expect(try fixture.read("flags/new.json") == "5\r\n")
        #expect(try await fixture.status() == "")
        #expect(try await fixture.git("cat-file", "-p", "HEAD:flags/a.json") == "3\n4")
    }

    @Test func `follows core.autocrlf of the given environment`() async throws {
        try fixture.folder.write("[core]\n\tautocrlf = true\n", to: "home/.gitconfig")
        try await fixture.git("rm", "--quiet", "--cached", "-r", "flags")
        try await fixture.git("reset", "--quiet", "--hard")
        try await fixture.open().edit(["flags/a.json": "3\n4\n"])
        #expect(try fixture.read("flags/a.json") == "3\r\n4\r\n")
        #expect(try await fixture.status() == "")
    }

    @Test(arguments: ["filter=secret", "working-tree-encoding=UTF-16"])
    func `refuses a path whose content a program makes`(attribute: String) async throws {
        // The flags stay as they are: they are not text in UTF-16, which git says when it reads them again.
        try fixture.write("flags/* \(attribute)\n", to: ".gitattributes")
        try await fixture.git("add", ".gitattributes")
        try await fixture.git("commit", "--quiet", "--message", "attributes")
        // A filter that is not configured is none.
        if attribute.hasPrefix("filter") {
            try await fixture.open().edit(["flags/b.json": "B\n"])
            try await fixture.git("config", "filter.secret.clean", "cat")
            try await fixture.git("config", "filter.secret.smudge", "cat")
        }
        do {
            try await fixture.open().edit(["flags/a.json": "A\n"])
            Issue.record("nothing was thrown")
        } catch let error as GitError {
            #expect(error.message == "'flags/a.json' has the attribute '\(attribute)', which flagctl does not apply")
        }
        #expect(!fixture.has(".git/index.lock"))
        #expect(try await fixture.status() == "")
    }

    @Test func `refuses a submodule before anything is written`() async throws {
        let repository = try fixture.open()
        let old = try await fixture.tip()
        let tree = try repository.writeTree(
            base: try repository.commit(old).tree, edits: [.put(path: "module", old, .submodule)])
        let new = try await repository.writeCommit(
            tree: tree, parents: [old], message: "m", author: repository.author(), committer: repository.committer(),
            signer: nil)
        let (me, lock) = (try repository.committer(), try repository.lock())
        let found = error { () throws(GitError) in
            try repository.publish(
                commit: new, on: BranchName("main"), from: old, paths: [], message: "m", by: me, lock: lock)
        }
        #expect(found?.message == "'module' is a submodule, which flagctl does not update")
        #expect(try await fixture.tip() == old)
        #expect(!fixture.has(".git/index.lock") && !fixture.has(".git/flagctl/pending"))
    }

    @Test func `keeps the executable bit and makes symbolic links`() async throws {
        let repository = try fixture.open()
        let old = try await fixture.tip()
        let script = try repository.writeBlob(Array("#!/bin/sh\nexit 1\n".utf8))
        let target = try repository.writeBlob(Array("flags/b.json".utf8))
        let edits: [TreeEdit] = [.put(path: "run.sh", script, .executable), .put(path: "link", target, .symlink)]
        for edits in [edits, [.remove(path: "link"), .put(path: "run.sh", script, .regular)]] {
            let parent = try await fixture.tip()
            let tree = try repository.writeTree(base: try repository.commit(parent).tree, edits: edits)
            let commit = try await repository.writeCommit(
                tree: tree, parents: [parent], message: "m", author: repository.author(),
                committer: repository.committer(), signer: nil)
            let lock = try repository.lock()
            try repository.publish(
                commit: commit, on: BranchName("main"), from: parent, paths: [], message: "m",
                by: repository.committer(), lock: lock)
            #expect(try await fixture.status() == "")
            #expect(FileManager.default.isExecutableFile(atPath: fixture.path + "/run.sh") == fixture.has("link"))
        }
        #expect(try await fixture.tip("HEAD~2") == old)
    }

    @Test func `gives a sparse path only its index entry`() async throws {
        try await fixture.git("update-index", "--skip-worktree", "flags/b.json")
        try FileManager.default.removeItem(atPath: fixture.path + "/flags/b.json")
        try await fixture.open().edit(["flags/a.json": "A\n", "flags/b.json": "B\n"])
        #expect(!fixture.has("flags/b.json"))
        #expect(try await fixture.git("ls-files", "-v", "flags") == "H flags/a.json\nS flags/b.json")
        #expect(try await fixture.git("diff-index", "--cached", "HEAD") == "")
        #expect(try await fixture.status() == "")
        try await fixture.open().edit(["flags/b.json": nil])
        #expect(try await fixture.git("ls-files", "flags") == "flags/a.json")
        #expect(try await fixture.status() == "")
    }

    @Test func `does not believe an entry that is assumed unchanged`() async throws {
        try await fixture.git("update-index", "--assume-unchanged", "flags/a.json")
        try fixture.write("mine\n", to: "flags/a.json")
        await #expect(throws: GitError.dirty([DirtyPath(path: "flags/a.json", state: .modified)])) {
            try await fixture.open().edit(["flags/a.json": "A\n"])
        }
    }

    @Test(arguments: ["2", "3", "4"])
    func `keeps the index's version and its other entries`(version: String) async throws {
        try await fixture.git("update-index", "--index-version", version)
        if version == "3" { try await fixture.git("update-index", "--skip-worktree", "run.sh") }
        let before = try await fixture.git("ls-files", "--debug", "run.sh", "flags/b.json")
        try await fixture.open().edit(["flags/a.json": "A\n"])
        #expect(try await fixture.git("ls-files", "--debug", "run.sh", "flags/b.json") == before)
        #expect(try await fixture.status() == "")
        let header = try Data(contentsOf: URL(fileURLWithPath: fixture.path + "/.git/index")).prefix(8).last
        #expect(header == UInt8(version))
    }

    @Test func `refuses an index that it cannot read before anything is written`() async throws {
        let old = try await fixture.tip()
        try await fixture.git("update-index", "--split-index")
        do {
            try await fixture.open().edit(["flags/a.json": "A\n"])
            Issue.record("nothing was thrown")
        } catch GitError.unreadableIndex(let path, _) {
            #expect(path.hasSuffix("/.git/index"))
        }
        try fixture.write("no index", to: ".git/index")
        await #expect(throws: GitError.self) { try await fixture.open().edit(["flags/a.json": "A\n"]) }
        #expect(try await fixture.tip() == old)
        #expect(!fixture.has(".git/index.lock"))
        #expect(try fixture.read("flags/a.json") == "1\n2\n")
    }

    @Test func `updates the work tree alone`() async throws {
        let repository = try fixture.open()
        let old = try await fixture.tip()
        let new = try await repository.commitEdits(["flags/a.json": "A\n", "flags/b.json": "B\n"], on: old)
        let trees = (try repository.commit(old).tree, try repository.commit(new).tree)
        try repository.updateWorkTree(from: trees.0, to: trees.1, paths: ["flags/a.json"])
        #expect(try await fixture.status() == "M  flags/a.json")
        #expect(try fixture.read("flags/b.json") == "b\n")
        let bare = try await GitFixture(bare: true)
        let found = error { () throws(GitError) in try bare.open().updateWorkTree(from: nil, to: trees.1, paths: []) }
        #expect(found?.code == "bare")
    }

    @Test func `lists what is staged, also in the index of a hook`() async throws {
        try fixture.write("S\n", to: "flags/staged.json")
        try await fixture.git("add", "flags/staged.json")
        let repository = try fixture.open()
        #expect(
            try repository.stagedFiles().map(\.path) == ["flags/a.json", "flags/b.json", "flags/staged.json", "run.sh"])
        let staged = try repository.stagedFiles(under: ["flags/staged.json", "run"])
        #expect(staged.map(\.path) == ["flags/staged.json"])
        #expect(try staged.map { try repository.blob($0.entry.id) } == [Array("S\n".utf8)])
        try await run("cp", [".git/index", ".git/next-index"], in: fixture.path)
        try await fixture.git("reset", "--quiet")
        #expect(try fixture.open().stagedFiles(under: ["flags"]).count == 2)
        let hook = try fixture.open("", ["GIT_INDEX_FILE": ".git/next-index", "GIT_DIR": ".git"])
        #expect(try hook.stagedFiles(under: ["flags"]).count == 3)
    }
}
