import Communications
import Connectors
import FlagModel
import FlagRepository
import Rollouts
import Synchronization
import TestSupport
import Testing

@testable import Workflows

/// What sources are asked for a round of messages.
@Suite struct PlanFiguresTests {
    /// Healthy measurements, and how often they were asked for.
    private final class Source: MeasurementGathering {
        private let count = Mutex(0)
        var looks: Int { count.withLock { $0 } }

        func observe(_ requests: Set<MeasurementRequest>) async -> [MeasurementRequest: Observation] {
            count.withLock { $0 += 1 }
            return await ConstantMeasurements.healthy.observe(requests)
        }
    }

    private static let messages = (0..<6).map {
        #"{ "key": "m\#($0)", "name": "M", "when": "step", "channels": ["live"], "template": "phase-advanced" }"#
    }.joined(separator: ",")

    @Test func `the messages of a round ask once, though each claim is a commit`() async throws {
        let flags = try await FlagFixture.withRun(MessagePlan.files(Self.messages))
        try await flags.look(at: "12:02")
        let source = Source()
        let receiver = Receiver()
        let session = try flags.session("flagctl comms send", at: "2026-01-03T12:03:00Z")
        let seconds = Mutex(0)
        let begun = session.now
        let length = try await flags.length()
        let report = try await SendMessages(
            .due(plan: nil, environment: nil), push: false, sender: receiver, gathering: source,
            clock: {
                // A clock that goes on, but not beyond the time of a round.
                begun.advanced(
                    by: min(
                        5,
                        seconds.withLock {
                            $0 += 1; return $0
                        } / 20))
            }
        ).run(session)
        #expect(report.rows.count == 6)
        #expect(try await flags.length() > length + 6)
        #expect(source.looks == 1)
        #expect(receiver.seen.count == 6)
    }

    @Test func `documents are read at each head, and a run that moved is measured anew`() async throws {
        let flags = try await FlagFixture.withRun(MessagePlan.files(Self.messages))
        try await flags.look(at: "12:02")
        let source = Source()
        let session = try flags.session("flagctl comms send", at: "2026-01-03T12:03:00Z")
        let place = try #require(EnvironmentKey("production"))
        let plan = try #require(PlanKey("csf"))
        var gathering = MessageFactsGathering(session: session, gathering: source)
        func facts(at time: String) async throws -> (feedback: Int, measured: Int, evidence: [Timestamp]) {
            let now = try #require(Timestamp(time))
            let messages = try PlanMessages.require(plan, in: place, session.repository().head(), now: now)
            let occurrence = try #require(messages.schedule.occurrences.first)
            let facts = try await gathering.facts(for: occurrence, of: messages, now: now)
            return (
                facts.feedback.count, facts.measured.count, facts.evidence.compactMap { $0.windows.last?.to }
            )
        }
        let first = try await facts(at: "2026-01-03T12:20:00Z")
        #expect(first.feedback == 0)
        #expect(first.measured == 1)
        try await flags.addFeedback(.general, "of the flag") { $0.flag = "CSF" }
        let second = try await facts(at: "2026-01-03T12:20:05Z")
        #expect(second.feedback == 1)
        #expect(second.evidence == first.evidence)
        #expect(source.looks == 1)
        try await flags.control(.pause, at: "12:25")
        _ = try await facts(at: "2026-01-03T12:26:00Z")
        #expect(source.looks == 2)
    }
}
