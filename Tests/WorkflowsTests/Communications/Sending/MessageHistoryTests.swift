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
        try await publishElsewhere(fixture)
        try await fixture.flags.send(at: "12:05", by: receiver, push: true)
        #expect(receiver.seen.count == 1)
        #expect(try fixture.flags.standings(at: "12:05").contains("t7 live sent"))
        try await fixture.expectPublished()
    }

    @Test func `a commit of a person that calls itself a message's is not moved`() async throws {
        let fixture = try await RemoteFixture(
            CanaryPlan.files.merging(MessagePlan.files(MessagePlan.notice)) { $1 })
        try await fixture.flags.commit(["notes.txt": "mine\n"], "My work\n\nOperation: comms-x\n")
        try await publishElsewhere(fixture)
        let failure = await #expect(throws: Failure.self) {
            try await fixture.flags.send(at: "12:00", by: Receiver(), push: true)
        }
        #expect(failure?.code == "diverged")
        #expect(try await fixture.flags.show("notes.txt") == "mine\n")
    }

    @Test func `what a person said of a delivery is not moved either`() async throws {
        let fixture = try await RemoteFixture(
            CanaryPlan.files.merging(MessagePlan.files(MessagePlan.notice)) { $1 })
        try await fixture.flags.send(at: "12:00", by: Receiver([.unknown("cut off")]), push: true)
        let session = try fixture.flags.session("flagctl comms resolve", at: "2026-01-03T12:05:00Z")
        _ = try await ResolveDelivery("t7", of: "csf", in: "production", channel: nil, .sent)
            .run(session, EditOptions(ticket: "OPS-7"))
        let verdict = try await fixture.flags.head()
        try await fixture.flags.git(["pull", "--quiet"], in: fixture.other)
        try await publishElsewhere(fixture)
        let failure = await #expect(throws: Failure.self) {
            try await fixture.flags.send(at: "12:06", by: Receiver(), push: true)
        }
        #expect(failure?.code == "diverged")
        #expect(try await fixture.flags.head() == verdict)
    }

    @Test func `a claim that could not be published takes nobody's place`() async throws {
        for outcome in [SendOutcome.unknown("cut off"), .sent(receipt: "ok")] {
            let fixture = try await RemoteFixture(
                CanaryPlan.files.merging(MessagePlan.files(MessagePlan.notice)) { $1 })
            // The remote is away while the first sender claims, so that it sends nothing.
            let gone = fixture.remote + ".gone"
            try await fixture.flags.git("remote", "set-url", "--push", "origin", gone)
            let first = Receiver()
            let report = try await fixture.flags.send(at: "12:00", by: first, push: true)
            #expect(first.seen.isEmpty)
            #expect(report.unpublished != nil)
            #expect(report.rows.map(\.delivery.state) == [.failed])
            // Another one sends meanwhile.
            let second = Receiver([outcome])
            try await fixture.flags.send(at: "12:01", by: second, push: true, in: fixture.other)
            try await fixture.flags.git("config", "--unset", "remote.origin.pushurl")
            for time in ["12:02", "12:10"] {
                try await fixture.flags.send(at: time, by: first, push: true)
            }
            #expect(first.seen.isEmpty)
            #expect(second.seen.count == 1)
            try await fixture.expectPublished()
        }
    }

    @Test func `a file is delivered once, whoever comes second`() async throws {
        let notice = #"{ "key": "t7", "name": "Soon", "when": "start -P7D", "channels": ["news"], "text": "Soon." }"#
        let fixture = try await RemoteFixture(CanaryPlan.files.merging(MessagePlan.files(notice)) { $1 })
        // Both deliver it before either has heard of the other.
        try await fixture.flags.send(at: "12:00", by: Receiver())
        try await fixture.flags.send(at: "12:01", by: Receiver(), push: true, in: fixture.other)
        try await publishElsewhere(fixture)
        for time in ["12:02", "12:03"] { try await fixture.flags.send(at: time, by: Receiver(), push: true) }
        let files = try await fixture.flags.git("ls-tree", "--name-only", "HEAD", "announcements/")
        #expect(files.split(separator: "\n").count == 1)
        try await fixture.expectPublished()
    }

    @Test func `what went out is told where it cannot be published`() async throws {
        let fixture = try await RemoteFixture(
            CanaryPlan.files.merging(MessagePlan.files(MessagePlan.notice)) { $1 })
        let remote = fixture.remote
        let flags = fixture.flags
        let receiver = Receiver(during: {
            _ = try? await flags.git("remote", "set-url", "--push", "origin", remote + ".gone")
        })
        let report = try await flags.send(at: "12:00", by: receiver, push: true)
        #expect(report.rows.contains { $0.delivery.slot.channel.text == "live" && $0.delivery.state == .sent })
        #expect(report.unpublished?.code != nil)
        #expect(report.unread.isEmpty)
        #expect(report.needsSomebody)
        try await flags.git("config", "--unset", "remote.origin.pushurl")
        try await flags.send(at: "12:01", by: receiver, push: true)
        #expect(receiver.seen.count == 1)
        try await fixture.expectPublished()
    }

    /// Somebody else publishes from another clone.
    private func publishElsewhere(_ fixture: RemoteFixture) async throws {
        let commit = ["commit", "--quiet", "--allow-empty", "--message", "Other work"]
        try await fixture.flags.git(commit, in: fixture.other)
        try await fixture.flags.git(["push", "--quiet", "origin", "main"], in: fixture.other)
    }
}
