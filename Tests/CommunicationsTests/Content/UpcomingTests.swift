import Communications
import FlagModel
import Rollouts
import Testing

@Suite("What messages say is ahead")
struct UpcomingTests {
    private func upcoming(_ plan: ExamplePlans, _ status: RolloutStatus?, at time: String) throws -> [String] {
        let log = DeliveryLog(environment: plan.environment.key, plan: plan.plan.key)
        let schedule = try MessageSchedule(plan.plan, status: status, log: log, now: try #require(Timestamp(time)))
        return schedule.upcoming().map {
            "\(Timestamp(unixSeconds: $0.time.unixSeconds).text) \($0.what)\($0.isMessage ? " (message)" : "")"
        }
    }

    @Test("while a step is watched: its end, the phases that follow, and messages that do not come again")
    func running() throws {
        let plan = try ExamplePlans("security-foundation")
        let found = try upcoming(plan, plan.status(.running), at: "2026-04-13T10:00:00Z")
        #expect(
            found == [
                "2026-04-14T07:00:00Z message 'API keys: a week of optional adoption' (message)",
                "2026-04-14T07:00:00Z message 'Training: API keys' (message)",
                "2026-04-21T07:00:00Z Mandatory begins at the earliest",
                "2026-04-21T07:01:00Z step 1 of Optional adoption has held",
            ])
    }

    @Test("after the end: reports and the survey")
    func complete() throws {
        let plan = try ExamplePlans("tracks-posts")
        let found = try upcoming(plan, plan.status(.complete), at: "2026-03-02T12:00:00Z")
        #expect(
            found.map { $0.dropFirst(21) } == [
                "message 'Tracks-posts separation: 24 hour report' (message)",
                "message 'Tracks-posts separation: final report' (message)",
            ])
    }

    @Test("before a start phases that follow at once are not told one by one")
    func before() throws {
        let plan = try ExamplePlans("tracks-posts")
        let found = try upcoming(plan, nil, at: "2026-03-01T12:00:00Z")
        #expect(found.contains("2026-03-02T08:00:00Z Tracks-posts separation starts"))
        #expect(!found.contains { $0.contains("Migration phase") })
    }

    @Test("of a paused run nothing has a date but messages")
    func paused() throws {
        let plan = try ExamplePlans("security-foundation")
        let found = try upcoming(plan, plan.status(.paused), at: "2026-04-13T10:00:00Z")
        #expect(!found.isEmpty && found.allSatisfy { $0.hasSuffix(" (message)") })
    }

    // MARK: Digests

    private func digest(_ facts: MessageFacts) throws -> String {
        let message = PlanMessage(
            key: try #require(MessageKey("weekly")), moment: MessageMoment(.daily),
            channels: [try #require(ChannelKey("email"))], template: "digest")
        return try MessageWriter(facts).write(message).body.markdown
    }

    @Test("a digest names what waits for people, though it has no date")
    func undated() throws {
        var facts = try ExamplePlans("security-foundation").facts(.running)
        facts.status?.state = .gated
        facts.upcoming = []
        #expect(
            try digest(facts).contains(
                "**Ahead:**\n\n- No date yet: phase Mandatory, once Optional adoption passes its gate\n"))
        facts = try ExamplePlans("security-foundation").facts(.complete)
        facts.upcoming = []
        #expect(try digest(facts).contains("**Ahead:**\n\n- Nothing has a date.\n"))
    }

    @Test("messages are told in digests, and not in reports to everybody")
    func messages() throws {
        var facts = try ExamplePlans("tracks-posts").facts(.complete)
        facts.upcoming = [.init(time: facts.now.advanced(by: 60), what: "message 'For us'", isMessage: true)]
        #expect(try digest(facts).contains(": message 'For us'"))
        let report = PlanMessage(
            key: try #require(MessageKey("day")), moment: MessageMoment(.completed),
            channels: [try #require(ChannelKey("email"))], template: "report-24h")
        #expect(try !MessageWriter(facts).write(report).body.markdown.contains("For us"))
    }
}
