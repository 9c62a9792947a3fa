import Documents
import FlagModel
import Git
import TestSupport
import Testing

@testable import FlagRepository

/// Somebody else's git moves the branch while the edit is made.
@Suite struct TransactionRaceTests {
    private let path = "environments/production/flags/CSF.json"

    /// Enables CSF; before the edit returns for the `n`th time, somebody else commits.
    private func enable(
        _ flags: FlagFixture, meanwhile: (Int) throws -> Void
    ) async throws -> (outcome: Transaction.Outcome, runs: Int) {
        var runs = 0
        let outcome = try await Transaction(on: flags.open()).run { draft in
            runs += 1
            try draft.set(Keys.state("CSF", in: "production"), ["enabled"], true)
            try meanwhile(runs)
            return ChangeMessage(subject: "Enable CSF")
        } review: { _, _ in
        }
        return (outcome, runs)
    }

    private func commitMeanwhile(_ flags: FlagFixture, _ files: [String: String?], _ message: String) throws {
        try flags.write(files)
        try flags.gitMeanwhile("add", "--all")
        try flags.gitMeanwhile("commit", "--quiet", "--message", message)
    }

    @Test func `makes the edit again on a head that moved`() async throws {
        let flags = try await FlagFixture()
        let result = try await enable(flags) { run in
            if run <= 2 { try commitMeanwhile(flags, ["README.md": "\(run)\n"], "Other \(run)") }
        }
        #expect(result.runs == 3)
        #expect(
            try await flags.git("log", "--format=%s", "--first-parent")
                == "Enable CSF\nOther 2\nOther 1\nLay out the flags")
        try await flags.expectSound()
    }

    @Test func `keeps what somebody else committed to the same file meanwhile`() async throws {
        let flags = try await FlagFixture()
        let result = try await enable(flags) { run in
            guard run == 1 else { return }
            let text = SampleFlags.state("CSF", rules: [("early-adopters", "\"on\"")], fallthrough: "\"off\"")
            try commitMeanwhile(flags, [path: text], "Target early adopters")
        }
        #expect(result.runs == 2)
        #expect(
            try flags.repository.read(path)
                == SampleFlags.state(
                    "CSF", enabled: true, rules: [("early-adopters", "\"on\"")], fallthrough: "\"off\""))
        try await flags.expectSound()
    }

    @Test func `sees that the edit is done already when it comes to the new head`() async throws {
        let flags = try await FlagFixture()
        let error = await #expect(throws: RepositoryError.self) {
            _ = try await enable(flags) { run in
                let text = try flags.repository.read(path).replacing("\"enabled\": false", with: "\"enabled\": true")
                if run == 1 { try commitMeanwhile(flags, [path: text], "Same") }
            }
        }
        guard case .nothingToDo = error else { return unexpected(error) }
        #expect(try await flags.git("log", "-1", "--format=%s") == "Same")
        try await flags.expectSound()
    }

    @Test func `a change of the work tree meanwhile is still refused`() async throws {
        let flags = try await FlagFixture()
        await #expect(throws: GitError.dirty([DirtyPath(path: path, state: .modified)])) {
            _ = try await enable(flags) { _ in try flags.write([path: "mine"]) }
        }
        #expect(try flags.repository.read(path) == "mine")
    }

    @Test func `gives up after ten heads, with nothing of the edit on the branch`() async throws {
        let flags = try await FlagFixture()
        let error = await #expect(throws: RepositoryError.self) {
            _ = try await enable(flags) { try commitMeanwhile(flags, ["README.md": "\($0)\n"], "Other \($0)") }
        }
        guard case .branchKeepsMoving(let branch, attempts: 10) = error else {
            return unexpected(error)
        }
        #expect(branch.name == "main")
        #expect(try await flags.git("log", "-1", "--format=%s") == "Other 10")
        try await flags.expectSound()
    }

    @Test func `a proposal stands on the head that its edit saw`() async throws {
        let flags = try await FlagFixture()
        let head = try await flags.head()
        let target = Transaction.Target.proposal(try BranchName("proposal"))
        let outcome = try await Transaction(on: flags.open(), target: target).run { draft in
            try draft.set(Keys.state("CSF", in: "production"), ["enabled"], true)
            try commitMeanwhile(flags, ["README.md": "other\n"], "Other")
            return ChangeMessage(subject: "Enable CSF")
        } review: { _, _ in
        }
        #expect(outcome.branch.name == "proposal")
        #expect(try await flags.head("proposal^") == head)
        #expect(try await flags.git("log", "-1", "--format=%s", "main") == "Other")
    }
}
