import Communications
import Connectors
import FlagModel
import TestSupport
import Testing

@testable import Workflows

/// Notices before a start, when runs begin, end and begin again.
@Suite struct NoticeRunTests {
    private func fixture() async throws -> FlagFixture {
        try await FlagFixture.withPlan(MessagePlan.files(MessagePlan.notice))
    }

    @Test func `who was told is not told again after a run that began too early`() async throws {
        let flags = try await fixture()
        let receiver = Receiver()
        try await flags.send(at: "12:00", by: receiver)
        let names = try GatherSite().run(flags.session()).messages.map(\.id)
        try await flags.start(at: "12:05")
        // Readers of feeds know a notice by its name.
        #expect(try GatherSite().run(flags.session()).messages.map(\.id) == names)
        try await flags.send(at: "12:06", by: receiver)
        try await flags.control(.stop, at: "12:10")
        try await flags.send(at: "12:11", by: receiver)
        #expect(receiver.seen.count == 1)
        #expect(try flags.standings(at: "12:11") == ["t7 in-app sent", "t7 live sent"])
    }

    @Test func `a date that comes after a notice was given up is announced`() async throws {
        let flags = try await fixture()
        let receiver = Receiver()
        try await flags.send(at: "2026-01-09T12:00:00Z", by: receiver)
        #expect(receiver.seen.isEmpty)
        try await flags.commit(MessagePlan.files(MessagePlan.notice, start: "2026-02-10T12:00:00Z"))
        try await flags.send(at: "2026-02-03T12:00:00Z", by: receiver)
        #expect(receiver.seen.map(\.subject) == ["Soon"])
    }

    @Test func `what nobody knows is said each time, until somebody says it`() async throws {
        let flags = try await fixture()
        let first = try await flags.send(at: "12:00", by: Receiver([.unknown("cut off")]))
        #expect(first.needsSomebody && first.waiting.isEmpty)
        let again = try await flags.send(at: "12:01", by: Receiver())
        #expect(again.needsSomebody && again.rows.isEmpty)
        #expect(again.waiting.map(\.delivery.slot.channel.text) == ["live"])
        let session = try flags.session("flagctl comms resolve", at: "2026-01-03T12:05:00Z")
        _ = try await ResolveDelivery("t7", of: "csf", in: "production", channel: nil, .sent)
            .run(session, EditOptions())
        let last = try await flags.send(at: "12:06", by: Receiver())
        #expect(!last.needsSomebody && last.waiting.isEmpty)
    }

    @Test func `a delivery that failed is not said to have arrived unless its channel is named`() async throws {
        let flags = try await fixture()
        try await flags.send(at: "12:00", by: Receiver([.refused("connection refused")]))
        let session = try flags.session("flagctl comms resolve", at: "2026-01-03T12:00:10Z")
        let all = ResolveDelivery("t7", of: "csf", in: "production", channel: nil, .sent)
        let failure = await #expect(throws: Failure.self) { try await all.run(session, EditOptions()) }
        #expect(failure?.code == "nothing-open")
        #expect(failure?.hint?.contains("--channel live") == true)
        let live = ResolveDelivery("t7", of: "csf", in: "production", channel: "live", .sent)
        _ = try await live.run(session, EditOptions())
        #expect(try flags.standings(at: "12:01").contains("t7 live sent"))
    }

    @Test func `nothing is said to go out again that would not`() async throws {
        let flags = try await fixture()
        try await flags.send(at: "12:00", by: Receiver([.unknown("cut off")]))
        try await flags.start(at: "12:05")
        let session = try flags.session("flagctl comms resolve", at: "2026-01-03T12:06:00Z")
        let again = ResolveDelivery("t7", of: "csf", in: "production", channel: nil, .again)
        let failure = await #expect(throws: Failure.self) { try await again.run(session, EditOptions()) }
        #expect(failure?.code == "too-late")
        #expect(failure?.message.contains("the run started before it went out") == true)
    }

    @Test func `people say that they were told in another way`() async throws {
        let flags = try await fixture()
        try await flags.start(at: "11:00")
        try await flags.send(at: "12:00", by: Receiver())
        #expect(try flags.standings(at: "12:00") == ["t7 in-app skipped", "t7 live skipped"])
        let session = try flags.session("flagctl comms resolve", at: "2026-01-03T12:06:00Z")
        let told = ResolveDelivery("t7", of: "csf", in: "production", channel: nil, .sent)
        _ = try await told.run(session, EditOptions(reason: "by telephone"))
        #expect(try flags.standings(at: "12:07") == ["t7 in-app sent", "t7 live sent"])
    }

    @Test func `a plan that is not there is refused`() async throws {
        let flags = try await fixture()
        let choice = SendMessages.Choice.due(plan: "csv", environment: nil)
        await #expect(throws: (any Error).self) { try await flags.send(choice, at: "12:00", by: Receiver()) }
    }
}
