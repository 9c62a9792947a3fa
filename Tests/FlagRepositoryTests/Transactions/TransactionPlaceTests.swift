import Documents
import FlagModel
import Git
import TestSupport
import Testing

@testable import FlagRepository

/// Where a commit can go: proposals, bare repositories, linked work trees, branches without a commit.
@Suite struct TransactionPlaceTests {
    private let path = "environments/production/flags/CSF.json"

    private func enable(
        _ repository: FlagRepository, _ target: Transaction.Target = .currentBranch
    ) async throws -> Transaction.Outcome {
        try await Transaction(on: repository, target: target).run { draft in
            try draft.set(Keys.state("CSF", in: "production"), ["enabled"], true)
            return ChangeMessage(subject: "Enable CSF")
        } review: { _, _ in
        }
    }

    @Test func `a proposal leaves work tree, index and HEAD alone`() async throws {
        let flags = try await FlagFixture()
        let head = try await flags.head()
        let outcome = try await enable(flags.open(), .proposal(try BranchName("flagctl/csf")))
        #expect(outcome.branch.name == "flagctl/csf")
        #expect(try await flags.head("flagctl/csf") == outcome.commit?.hex)
        #expect(try await flags.head("flagctl/csf^") == head)
        #expect(try await flags.head() == head)
        #expect(try await flags.git("symbolic-ref", "HEAD") == "refs/heads/main")
        try await flags.expectSound()
    }

    @Test func `refuses to propose on a branch that exists`() async throws {
        let flags = try await FlagFixture()
        try await flags.git("branch", "taken")
        let head = try #require(ObjectID(hex: try await flags.head()))
        await #expect(throws: GitError.movedReference(name: "taken", expected: nil, found: head)) {
            _ = try await enable(flags.open(), .proposal(try BranchName("taken")))
        }
        #expect(try await flags.head("taken") == head.hex)
    }

    @Test func `commits in a bare repository`() async throws {
        let flags = try await FlagFixture()
        let bare = flags.repository.folder.path("bare.git")
        try await flags.git("clone", "--quiet", "--bare", flags.path, bare)
        let outcome = try await enable(flags.open(in: bare))
        #expect(try await flags.git(["rev-parse", "main"], in: bare) == outcome.commit?.hex)
        #expect(try await flags.git(["fsck", "--strict", "--no-dangling"], in: bare) == "")
    }

    @Test func `commits in a linked work tree and leaves the main one alone`() async throws {
        let flags = try await FlagFixture()
        let linked = flags.repository.folder.path("linked")
        try await flags.git("worktree", "add", "--quiet", "-b", "feature", linked)
        let head = try await flags.head()
        let outcome = try await enable(flags.open(in: linked))
        #expect(outcome.branch.name == "feature")
        #expect(try await flags.git(["rev-parse", "HEAD"], in: linked) == outcome.commit?.hex)
        #expect(try await flags.git(["status", "--porcelain"], in: linked) == "")
        #expect(try await flags.head() == head)
        try await flags.expectSound()
    }

    @Test func `commits from a folder inside the work tree`() async throws {
        let flags = try await FlagFixture()
        _ = try await enable(flags.open(in: flags.path + "/environments/production"))
        try await flags.expectSound()
    }

    @Test func `refuses a detached head and a branch without a commit`() async throws {
        let flags = try await FlagFixture()
        let head = try #require(ObjectID(hex: try await flags.head()))
        try await flags.git("checkout", "--quiet", "--detach")
        let before = try await flags.fingerprint()
        await #expect(throws: GitError.detachedHead(head)) { _ = try await enable(flags.open()) }
        await #expect(throws: GitError.detachedHead(head)) {
            _ = try await enable(flags.open(), .proposal(try BranchName("proposal")))
        }
        #expect(try await flags.fingerprint() == before)

        let empty = try await FlagFixture(emptyOn: "main")
        await #expect(throws: GitError.unbornBranch(name: "main")) { _ = try await enable(empty.open()) }
    }

    @Test func `makes the first commit where that is asked for`() async throws {
        let flags = try await FlagFixture(emptyOn: "trunk")
        let transaction = Transaction(on: try flags.open(), target: .currentOrFirst)
        let outcome = try await transaction.run { draft in
            #expect(draft.base.commit == nil)
            #expect(try draft.base.flagKeys().isEmpty)
            try draft.create(Keys.definition("CSF"), ["key": "CSF"])
            try draft.put(Array("#!/bin/sh\n".utf8), at: "hooks/pre-commit", mode: .executable)
            return ChangeMessage(subject: "Begin")
        } review: { _, _ in
        }
        #expect(try await flags.head("trunk") == outcome.commit?.hex)
        #expect(try await flags.length() == 1)
        #expect(try await flags.git("ls-tree", "HEAD", "hooks/").hasPrefix("100755"))
        try await flags.expectSound()
    }

    @Test func `an unpublished commit is made again on what others published, and their files come too`() async throws {
        let flags = try await FlagFixture()
        let base = try await flags.head()
        let theirs = try await flags.commit(["README.md": "theirs\n"], "Theirs")
        try await flags.git("reset", "--quiet", "--hard", base)
        let ours = try #require(try await enable(flags.open()).commit)
        let replacement = Transaction.Replacement(commit: ours, base: try #require(ObjectID(hex: theirs)))
        let outcome = try await Transaction(on: flags.open(), replacing: replacement).run { draft in
            try draft.set(Keys.state("CSF", in: "production"), ["enabled"], true)
            return ChangeMessage(subject: "Enable CSF again")
        } review: { _, _ in
        }
        #expect(try await flags.head() == outcome.commit?.hex)
        #expect(try await flags.head("HEAD^") == theirs)
        #expect(try flags.repository.read("README.md") == "theirs\n")
        try await flags.expectSound()
    }

    @Test func `a commit that is no longer the newest is not replaced`() async throws {
        let flags = try await FlagFixture()
        let base = try #require(ObjectID(hex: try await flags.head()))
        let ours = try #require(try await enable(flags.open()).commit)
        let newest = try await flags.commit(["README.md": "newer\n"], "Newer")
        let transaction = Transaction(on: try flags.open(), replacing: .init(commit: ours, base: base))
        let error = await #expect(throws: RepositoryError.self) {
            _ = try await transaction.run { draft in
                try draft.set(Keys.state("CSF", in: "production"), ["enabled"], true)
                return ChangeMessage(subject: "Enable CSF again")
            } review: { _, _ in
            }
        }
        guard case .branchKeepsMoving = error else { return unexpected(error) }
        #expect(try await flags.head() == newest)
    }
}
