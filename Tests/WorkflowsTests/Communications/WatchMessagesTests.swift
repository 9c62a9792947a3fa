import Communications
import Connectors
import FlagModel
import TestSupport
import Testing

@testable import Workflows

@Suite struct WatchMessagesTests {
    @discardableResult
    private func look(
        _ flags: FlagFixture, at time: String, _ receiver: Receiver, _ gathering: ConstantMeasurements = .healthy
    ) async throws -> WatchReport {
        let session = try flags.session("flagctl watch --once", at: "2026-01-03T\(time):00Z")
        var watch = WatchRollouts(gathering: gathering)
        watch.sender = receiver
        return try await watch.look(session, now: session.now)
    }

    @Test func `tells of a step, and after a rollback of that and of nothing good`() async throws {
        let flags = try await FlagFixture.withRun(MessagePlan.files(MessagePlan.others))
        let receiver = Receiver()
        let report = try await look(flags, at: "12:02", receiver)
        #expect(report.messages.map { "\($0.delivery.slot.message)" } == ["step"])
        #expect(receiver.seen.map(\.subject) == ["Step"])
        #expect(try await look(flags, at: "12:03", receiver).isQuiet)

        try await look(flags, at: "12:20", receiver, .broken)
        #expect(receiver.seen.map(\.subject) == ["Step", "Off"])
        #expect(receiver.seen.last?.isUrgent == true)
        let standings = try flags.standings(at: "12:20")
        #expect(standings.contains("hour live superseded"))
        #expect(standings.contains("rollback news sent"))
        let files = try await flags.git("ls-tree", "-r", "--name-only", "HEAD", "announcements")
        #expect(files.hasPrefix("announcements/2026-01-03-csf-rollback-production-122000-"))
        #expect(try await flags.show(files) == "# Off\n\nIt is off.\n")
        // Hours later nothing of it goes out.
        try await look(flags, at: "18:00", receiver)
        #expect(receiver.seen.count == 2)
    }

    @Test func `a message that was not sent keeps a gate shut`() async throws {
        let waits = CanaryPlan.plan().replacing(
            #"{ "key": "deployed", "text": "Deployed", "roles": ["engineer"] }"#,
            with: #"{ "key": "deployed", "text": "Told", "check": { "message": "told" } }"#)
        let plan =
            "{\n\"messages\": [{ \"key\": \"told\", \"name\": \"Told\", \"when\": \"start\", \"channels\": [\"live\"], \"text\": \"x\" }],\n"
            + waits.dropFirst(2)
        let flags = try await FlagFixture.withPlan([
            ".flagctl/channels.json": MessagePlan.channels, "\(CanaryPlan.path)/plan.json": plan,
        ])
        try await flags.start()
        let receiver = Receiver([.refused("connection refused")])
        try await look(flags, at: "12:01", receiver)
        try await look(flags, at: "12:01", receiver)
        #expect(try await flags.runState() == "waiting")
        try await look(flags, at: "12:02", receiver)
        #expect(try await look(flags, at: "12:03", receiver).decisions.count == 2)
        #expect(try await flags.runState() == "holding")
    }

    @Test func `a channel that does not answer is asked once a look`() async throws {
        let messages = (0..<3).map {
            #"{ "key": "m\#($0)", "name": "M", "when": "start -P7D", "channels": ["live"], "text": "x" }"#
        }
        let flags = try await FlagFixture.withPlan(MessagePlan.files(messages.joined(separator: ",")))
        let receiver = Receiver([.unreachable("connection refused")])
        try await look(flags, at: "12:02", receiver)
        #expect(receiver.seen.count == 1)
    }
}
