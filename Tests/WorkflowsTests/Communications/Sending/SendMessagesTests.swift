import Communications
import Connectors
import FlagModel
import TestSupport
import Testing

@testable import Workflows

@Suite struct SendMessagesTests {
    private func fixture(_ messages: String = MessagePlan.notice) async throws -> FlagFixture {
        try await FlagFixture.withPlan(MessagePlan.files(messages))
    }

    private func subjects(_ flags: FlagFixture, _ count: Int) async throws -> [String] {
        try await flags.git("log", "--format=%s", "-\(count)").split(separator: "\n").map(String.init)
    }

    @Test func `claims, sends and keeps the receipt`() async throws {
        let flags = try await fixture()
        let receiver = Receiver()
        let report = try await flags.send(at: "12:00", by: receiver)
        #expect(
            report.rows.map { "\($0.delivery.slot.channel) \($0.delivery.state.rawValue)" } == [
                "live sent", "in-app sent",
            ])
        #expect(receiver.seen.map(\.subject) == ["Soon"])
        #expect(
            try await subjects(flags, 2) == ["Message csf: t7 by in-app", "Message csf: send t7 by live"])
        let log = try await flags.show("communications/production/csf.json")
        #expect(log.contains(#""receipt": "ok""#))
        #expect(log.contains(#""text": "In a week.""#))
        #expect(try await flags.git("log", "-1", "--format=%B", "HEAD~1").contains("Soon\n\nIn a week."))
        try await flags.expectSound()
    }

    @Test func `sends nothing twice, and commits nothing where nothing is due`() async throws {
        let flags = try await fixture()
        let receiver = Receiver()
        try await flags.send(at: "12:00", by: receiver)
        let head = try await flags.head()
        #expect(try await flags.send(at: "12:01", by: receiver).rows.isEmpty)
        #expect(try await flags.head() == head)
        #expect(receiver.seen.count == 1)
    }

    @Test func `what did not arrive is tried again after a while, and what is unknown never`() async throws {
        let flags = try await fixture()
        let receiver = Receiver([.refused("connection refused"), .unknown("no answer within 10 s")])
        try await flags.send(at: "12:00", by: receiver)
        #expect(try flags.standings(at: "12:00").contains("t7 live retrying"))
        try await flags.send(at: "2026-01-03T12:00:10Z", by: receiver)
        #expect(receiver.seen.count == 1)
        try await flags.send(at: "12:01", by: receiver)
        #expect(receiver.seen.count == 2)
        #expect(try flags.standings(at: "12:01").contains("t7 live unknown"))
        try await flags.send(at: "2026-01-05T12:01:00Z", by: receiver)
        #expect(receiver.seen.count == 2)
        #expect(receiver.seen[0].id == receiver.seen[1].id)
    }

    @Test func `a message that is refused keeps no other from its channel, and one without a server all`() async throws
    {
        let messages = (0..<3).map {
            #"{ "key": "m\#($0)", "name": "M\#($0)", "when": "start -P7D", "channels": ["live"], "text": "x" }"#
        }
        let flags = try await fixture(messages.joined(separator: ","))
        let receiver = Receiver([.refused("400 Bad Request")])
        try await flags.send(at: "12:00", by: receiver)
        #expect(receiver.seen.map(\.subject) == ["M0", "M1", "M2"])

        let others = try await fixture(messages.joined(separator: ","))
        let dead = Receiver([.unreachable("no such host")])
        let report = try await others.send(at: "12:00", by: dead)
        #expect(dead.seen.count == 1)
        #expect(report.left.map(\.slot.message.text) == ["m1", "m2"])
        // What was never tried goes before what was.
        try await others.send(at: "12:05", by: dead)
        #expect(dead.seen.dropFirst().map(\.subject) == ["M1", "M2", "M0"])
    }

    @Test func `what is not sent any more is told along with what is`() async throws {
        let early = #"{ "key": "t14", "name": "Early", "when": "start -P14D", "channels": ["live"], "text": "x" }"#
        let flags = try await fixture(early + "," + MessagePlan.notice)
        let report = try await flags.send(at: "12:00", by: Receiver())
        #expect(
            report.rows.map { "\($0.delivery.slot.message) \($0.delivery.slot.channel) \($0.delivery.state.rawValue)" }
                == ["t14 live skipped", "t7 live sent", "t7 in-app sent"])
    }

    @Test func `a folder that cannot be one keeps no other channel from its messages`() async throws {
        let news = #"{ "key": "news", "name": "N", "when": "start -P7D", "channels": ["news"], "text": "x" }"#
        let flags = try await fixture(news + "," + MessagePlan.notice)
        try await flags.commit(["announcements": "a file\n"], "In the way")
        let receiver = Receiver()
        let report = try await flags.send(at: "12:00", by: receiver)
        #expect(report.problems.map(\.message?.text) == ["news"])
        #expect(report.unread.isEmpty)
        #expect(receiver.seen.map(\.subject) == ["Soon"])
    }

    @Test func `a receiver that asks for time is left alone so long`() async throws {
        let flags = try await fixture()
        let receiver = Receiver([.later(seconds: 600, why: "429 Too Many Requests")])
        try await flags.send(at: "12:00", by: receiver)
        try await flags.send(at: "12:09", by: receiver)
        #expect(receiver.seen.count == 1)
        try await flags.send(at: "12:10", by: receiver)
        #expect(receiver.seen.count == 2)
    }

    @Test func `one message is sent before its time, once`() async throws {
        let flags = try await FlagFixture.withPlan(
            MessagePlan.files(MessagePlan.notice, start: "2026-02-01T12:00:00Z"))
        let receiver = Receiver()
        let choice = SendMessages.Choice.message("t7", plan: "csf", environment: "production")
        #expect(try await flags.send(at: "12:00", by: receiver).rows.isEmpty)
        try await flags.send(choice, at: "12:00", by: receiver)
        #expect(receiver.seen.count == 1)
        await #expect(throws: Failure.self) { try await flags.send(choice, at: "12:01", by: receiver) }
        #expect(try await flags.send(at: "2026-01-25T12:00:00Z", by: receiver).rows.isEmpty)
        #expect(receiver.seen.count == 1)
    }

    @Test func `refuses a message whose moment has not come`() async throws {
        let flags = try await fixture(MessagePlan.others)
        let choice = SendMessages.Choice.message("rollback", plan: "csf", environment: "production")
        let failure = await #expect(throws: Failure.self) {
            try await flags.send(choice, at: "12:00", by: Receiver())
        }
        #expect(failure?.code == "not-yet")
    }

    @Test func `two senders at once send each message once`() async throws {
        let messages = (0..<6).map {
            #"{ "key": "m\#($0)", "name": "M", "when": "start -P7D", "channels": ["live"], "text": "x" }"#
        }
        let flags = try await fixture(messages.joined(separator: ","))
        let receiver = Receiver()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<2 { group.addTask { try await flags.send(at: "12:00", by: receiver) } }
            try await group.waitForAll()
        }
        try await flags.send(at: "12:01", by: receiver)
        #expect(receiver.seen.map(\.id).sorted() == Set(receiver.seen.map(\.id)).sorted())
        #expect(receiver.seen.count == 6)
        // History tells of one claim for each.
        let claims = try await flags.git("log", "--format=%s", "--grep=^Operation: comms-claim$").split(separator: "\n")
        #expect(claims.sorted() == (0..<6).map { "Message csf: send m\($0) by live" })
        #expect(try flags.standings(at: "12:01").allSatisfy { $0.hasSuffix(" live sent") })
    }

    @Test func `a template that refuses sends nothing and says so`() async throws {
        let broken = #"{ "key": "bad", "when": "start -P7D", "channels": ["live"], "text": "At [TIME]" }"#
        let flags = try await fixture(broken + "," + MessagePlan.notice)
        let receiver = Receiver()
        let report = try await flags.send(at: "12:00", by: receiver)
        #expect(report.problems.map(\.message?.text) == ["bad"])
        #expect(receiver.seen.map(\.subject) == ["Soon"])
        #expect(try flags.standings(at: "12:00").contains("bad live due"))
        let due = try ListDueMessages().run(flags.session("flagctl comms due", at: "2026-01-03T12:00:00Z"))
        #expect(
            due.rows.first { $0.message.text == "bad" }?.why
                == "it is refused: the placeholder [TIME] is left in 'text'")
        // Never silently: when it is too late, the log says so, and why.
        try await flags.send(at: "2026-01-05T12:00:00Z", by: receiver)
        #expect(try flags.standings(at: "2026-01-05T12:00:00Z").contains("bad live skipped"))
        let log = try await flags.show("communications/production/csf.json")
        #expect(log.contains(": the placeholder [TIME] is left in 'text'\""))
    }

    @Test func `people say what became of a delivery that nobody knows about`() async throws {
        let flags = try await fixture()
        try await flags.send(at: "12:00", by: Receiver([.unknown("cut off")]))
        let session = try flags.session("flagctl comms resolve", at: "2026-01-03T12:05:00Z")
        let again = ResolveDelivery("t7", of: "csf", in: "production", channel: nil, .again)
        let report = try await again.run(session, EditOptions(reason: "nobody saw it"))
        #expect(report.subject == "Message csf: t7 by live: it goes out again")
        let receiver = Receiver()
        try await flags.send(at: "12:06", by: receiver)
        #expect(receiver.seen.count == 1)
        #expect(try flags.standings(at: "12:06").contains("t7 live sent"))
        let failure = await #expect(throws: Failure.self) { try await again.run(session, EditOptions()) }
        #expect(failure?.code == "nothing-open")
    }

    @Test func `people say that a message is not wanted, or was told, before its time`() async throws {
        for (verdict, state) in [(ResolveDelivery.Verdict.skip, "skipped"), (.sent, "sent")] {
            let flags = try await FlagFixture.withPlan(
                MessagePlan.files(MessagePlan.notice, start: "2026-02-01T12:00:00Z"))
            let session = try flags.session("flagctl comms resolve", at: "2026-01-03T12:00:00Z")
            _ = try await ResolveDelivery("t7", of: "csf", in: "production", channel: "live", verdict)
                .run(session, EditOptions(reason: "told in the meeting"))
            let receiver = Receiver()
            try await flags.send(at: "2026-01-25T12:00:00Z", by: receiver)
            #expect(receiver.seen.isEmpty)
            #expect(
                try flags.standings(at: "2026-01-25T12:01:00Z").sorted() == ["t7 in-app sent", "t7 live \(state)"])
        }
    }

    @Test func `what was given up goes out after all where somebody says so in time`() async throws {
        let flags = try await FlagFixture.withPlan(
            MessagePlan.files(MessagePlan.notice, start: "2026-02-01T12:00:00Z"))
        func resolve(_ verdict: ResolveDelivery.Verdict, at time: String) async throws {
            _ = try await ResolveDelivery("t7", of: "csf", in: "production", channel: "live", verdict)
                .run(flags.session("flagctl comms resolve", at: time), EditOptions())
        }
        try await resolve(.skip, at: "2026-01-03T12:00:00Z")
        try await resolve(.again, at: "2026-01-04T12:00:00Z")
        let receiver = Receiver()
        try await flags.send(at: "2026-01-25T12:00:00Z", by: receiver)
        #expect(receiver.seen.count == 1)
        let failure = await #expect(throws: Failure.self) { try await resolve(.again, at: "2026-01-25T12:01:00Z") }
        #expect(failure?.code == "nothing-open")
    }

    @Test func `needs no approval, and history verifies`() async throws {
        let flags = try await fixture()
        let root = try await flags.head()
        try await flags.send(at: "12:00", by: Receiver())
        let report = try await VerifyHistory(root: root).run(
            flags.session("flagctl verify", at: "2026-01-03T12:10:00Z"))
        #expect(report.isVerified)
    }
}
