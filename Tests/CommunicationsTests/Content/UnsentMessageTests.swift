import Communications
import FlagModel
import Testing

@Suite("Messages that did not arrive")
struct UnsentMessageTests {
    private func log(_ plan: RolloutPlan, _ states: [Delivery.State]) throws -> DeliveryLog {
        var log = DeliveryLog(environment: try #require(EnvironmentKey("production")), plan: plan.key)
        for (index, state) in states.enumerated() {
            let slot = Delivery.Slot(
                message: plan.messages[index].key, occurrence: "start", run: nil,
                channel: plan.messages[index].channels[0])
            log.deliveries.append(
                Delivery(
                    slot: slot, due: Timestamp(unixSeconds: 0), state: state, at: Timestamp(unixSeconds: 0), by: "watch"
                ))
        }
        return log
    }

    private func text(_ template: String, _ facts: MessageFacts) throws -> String {
        let message = PlanMessage(
            key: try #require(MessageKey("news")), moment: MessageMoment(.daily),
            channels: [try #require(ChannelKey("email"))], template: template)
        return try MessageWriter(facts).write(message).body.markdown
    }

    @Test("the digest of an environment names the plan of each, and says what became of it in words")
    func environment() throws {
        let plans = try ExamplePlans.all
        let digest = RolloutPlan(key: try #require(PlanKey("digest")), name: "Production", phases: [])
        var facts = MessageFacts(
            plan: digest, environment: plans[0].environment, status: nil, now: Timestamp(unixSeconds: 0),
            calendar: try PlanCalendar(PlanSchedule()))
        facts.channels = plans[0].channels
        for plan in plans {
            facts.otherRuns.append(
                MessageFacts.OtherRun(
                    plan: plan.plan, environment: plan.environment.key, status: nil,
                    deliveries: try log(plan.plan, [.sent, .skipped, .unknown, .failed])))
        }
        let text = try text("environment-digest", facts)
        #expect(
            text.hasSuffix(
                """
                **Messages that did not arrive:**

                - Tracks-posts separation: Tracks and posts: what changes for API consumers on email, not sent
                - Tracks-posts separation: Technical briefing: tracks-posts separation on email, nobody knows whether it arrived
                - Tracks-posts separation: Deployment on the next working day: final reminder on email, did not arrive
                - Security foundation: Upcoming security enhancements for the data platform on email, not sent
                - Security foundation: Briefing: API keys on email, nobody knows whether it arrived
                - Security foundation: API keys: what has to be ready before the start on email, did not arrive
                """))
    }

    @Test("what was given up is news once; what is open is told until somebody settles it")
    func news() throws {
        let plan = try ExamplePlans.all[0]
        var facts = try plan.facts(.running)
        facts.deliveries = try log(plan.plan, [.sent, .skipped, .unknown, .failed])
        let lines = ["changes for API consumers on email, not sent", "Technical briefing", "final reminder"]
        func told() throws -> [String] {
            let text = try text("digest", facts)
            return lines.filter(text.contains)
        }
        #expect(try told() == lines)
        facts.since = Timestamp(unixSeconds: -1)
        #expect(try told() == lines)
        facts.since = Timestamp(unixSeconds: 0)
        #expect(try told() == Array(lines.dropFirst()))
    }

    @Test("the digest of a plan tells of its own only")
    func ofAPlan() throws {
        let plans = try ExamplePlans.all
        var facts = try plans[0].facts(.running)
        facts.deliveries = try log(plans[0].plan, [.sent, .skipped])
        facts.otherRuns = [.init(plan: plans[1].plan, environment: plans[1].environment.key, status: nil)]
        let text = try text("digest", facts)
        #expect(text.contains("- Tracks and posts: what changes for API consumers on email, not sent\n"))
        #expect(!text.contains("Security foundation:"))
    }
}
