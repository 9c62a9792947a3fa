import Documents
import FlagModel
import Git
import TestSupport
import Testing

@testable import FlagRepository

@Suite struct TransactionDirtyTests {
    private let path = "environments/production/flags/CSF.json"

    private func enable(_ flags: FlagFixture, dryRun: Bool = false) async throws {
        let transaction = Transaction(on: try flags.open(), dryRun: dryRun)
        _ = try await transaction.run { draft in
            try draft.set(Keys.state("CSF", in: "production"), ["enabled"], true)
            return ChangeMessage(subject: "Enable CSF")
        } review: { _, _ in
        }
    }

    private func expectRefusal(_ flags: FlagFixture, _ state: DirtyPath.State) async throws {
        let before = try await flags.fingerprint()
        await #expect(throws: GitError.dirty([DirtyPath(path: path, state: state)])) { try await enable(flags) }
        #expect(try await flags.fingerprint() == before, "no object, no reference, no file is written")
    }

    @Test func `refuses a touched file that was edited`() async throws {
        let flags = try await FlagFixture()
        try flags.write([path: "mine"])
        try await expectRefusal(flags, .modified)
    }

    @Test func `refuses a touched file that is staged otherwise`() async throws {
        let flags = try await FlagFixture()
        try flags.write([path: "mine"])
        try await flags.git("add", path)
        try await expectRefusal(flags, .staged)
    }

    @Test func `refuses an edit that is only staged, with nothing of its own on the branch`() async throws {
        let flags = try await FlagFixture()
        let text = try flags.repository.read(path)
        try flags.write([path: "mine"])
        try await flags.git("add", path)
        try flags.write([path: text])
        let head = try await flags.head()
        await #expect(throws: GitError.dirty([DirtyPath(path: path, state: .staged)])) { try await enable(flags) }
        #expect(try await flags.head() == head)
        #expect(try await flags.git("diff", "--cached", "--name-only") == path)
    }

    @Test func `line ends that git converts are no edit`() async throws {
        let flags = try await FlagFixture()
        try await flags.git("config", "core.autocrlf", "true")
        try await flags.git("rm", "--quiet", "--cached", "-r", ".")
        try await flags.git("reset", "--quiet", "--hard")
        #expect(try flags.repository.read(path).contains("\r\n"))
        try await enable(flags)
        #expect(try flags.repository.read(path).contains("\"enabled\": true,\r\n"))
        #expect(try await !flags.show(path).contains("\r"))
        try await flags.expectSound()
    }

    @Test func `refuses a touched file that was deleted`() async throws {
        let flags = try await FlagFixture()
        try flags.write([path: nil])
        try await expectRefusal(flags, .deleted)
    }

    @Test func `refuses an untracked file where a new one belongs`() async throws {
        let flags = try await FlagFixture([path: nil])
        try flags.write([path: "mine"])
        let before = try await flags.fingerprint()
        await #expect(throws: GitError.dirty([DirtyPath(path: path, state: .untracked)])) {
            try await flags.edit { try $0.create(Keys.state("CSF", in: "production"), ["flag": "CSF"]) }
        }
        #expect(try await flags.fingerprint() == before)
    }

    @Test func `a dry run refuses what the run would refuse`() async throws {
        let flags = try await FlagFixture()
        try flags.write([path: "mine"])
        await #expect(throws: GitError.dirty([DirtyPath(path: path, state: .modified)])) {
            try await enable(flags, dryRun: true)
        }
    }

    @Test func `changes of other files stay where they are, staged or not`() async throws {
        let flags = try await FlagFixture()
        try flags.write(["README.md": "edited\n", "flags/CSF.json": "staged\n", "new.txt": "new\n"])
        try await flags.git("add", "flags/CSF.json")
        try await enable(flags)
        #expect(try await flags.git("status", "--porcelain") == " M README.md\nM  flags/CSF.json\n?? new.txt")
        #expect(try await flags.git("diff", "--name-only", "HEAD^", "HEAD") == path)
        #expect(try flags.repository.read("README.md") == "edited\n")
    }

    @Test func `a dirty touched file does not matter to a proposal`() async throws {
        let flags = try await FlagFixture()
        try flags.write([path: "mine"])
        let transaction = Transaction(on: try flags.open(), target: .proposal(try BranchName("proposal")))
        _ = try await transaction.run { draft in
            try draft.set(Keys.state("CSF", in: "production"), ["enabled"], true)
            return ChangeMessage(subject: "Enable CSF")
        } review: { _, _ in
        }
        #expect(try flags.repository.read(path) == "mine")
        #expect(try await flags.show(path, at: "proposal").contains("\"enabled\": true"))
    }
}
