import Communications
import Connectors
import FlagModel
import TestSupport
import Testing

@testable import Workflows

/// What history does to messages: undo, other branches, other clones, other runs.
@Suite struct MessageHistoryTests {
    @Test func `a revert takes nothing back of what was sent`() async throws {
        let flags = try await FlagFixture.withPlan(MessagePlan.files(MessagePlan.notice))
        let receiver = Receiver()
        try await flags.send(at: "12:00", by: receiver)
        for commit in ["HEAD", "HEAD~1"] { try await flags.revert(commit) }
        try await flags.send(at: "12:05", by: receiver)
        #expect(receiver.seen.count == 1)
    }

    @Test func `messages go out from the protected branch only`() async throws {
        let flags = try await FlagFixture.withPlan(MessagePlan.files(MessagePlan.notice))
        try await flags.git("switch", "--quiet", "--create", "feature")
        let receiver = Receiver()
        let failure = await #expect(throws: Failure.self) { _ = try await flags.send(at: "12:00", by: receiver) }
        #expect(failure?.code == "other-branch")
        #expect(receiver.seen.isEmpty)
    }

    @Test func `what was sent and not published survives what others publish`() async throws {
        let fixture = try await RemoteFixture(
            CanaryPlan.files.merging(MessagePlan.files(MessagePlan.notice)) { $1 })
        let receiver = Receiver()
        try await fixture.flags.send(at: "12:00", by: receiver)
        #expect(receiver.seen.count == 1)
        // Somebody else publishes meanwhile.
        try await fixture.flags.git(
            ["commit", "--quiet", "--allow-empty", "--message", "Other work"], in: fixture.other)
        try await fixture.flags.git(["push", "--quiet", "origin", "main"], in: fixture.other)
        try await fixture.flags.send(at: "12:05", by: receiver, push: true)
        #expect(receiver.seen.count == 1)
        #expect(try fixture.flags.standings(at: "12:05").contains("t7 live sent"))
        try await fixture.expectPublished()
    }

    @Test func `a commit of a person that calls itself a message's is not moved`() async throws {
        let fixture = try await RemoteFixture(
            CanaryPlan.files.merging(MessagePlan.files(MessagePlan.notice)) { $1 })
        try await fixture.flags.commit(["notes.txt": "mine\n"], "My work\n\nOperation: comms-x\n")
        try await fixture.flags.git(
            ["commit", "--quiet", "--allow-empty", "--message", "Other work"], in: fixture.other)
        try await fixture.flags.git(["push", "--quiet", "origin", "main"], in: fixture.other)
        let failure = await #expect(throws: Failure.self) {
            try await fixture.flags.send(at: "12:00", by: Receiver(), push: true)
        }
        #expect(failure?.code == "diverged")
        #expect(try await fixture.flags.show("notes.txt") == "mine\n")
    }

    /// Somebody else publishes from another clone.
    private func publishElsewhere(_ fixture: RemoteFixture) async throws {
        let commit = ["commit", "--quiet", "--allow-empty", "--message", "Other work"]
        try await fixture.flags.git(commit, in: fixture.other)
        try await fixture.flags.git(["push", "--quiet", "origin", "main"], in: fixture.other)
    }
}
