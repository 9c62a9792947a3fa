import Communications
import FlagModel
import Testing

@Suite("The message of a status")
struct StatusMessageTests {
    private func write(
        _ template: String, named name: String?, _ facts: MessageFacts
    ) throws -> (subject: String, text: String) {
        let message = PlanMessage(
            key: try #require(MessageKey("status")), name: name, moment: MessageMoment(.start),
            channels: [try #require(ChannelKey("live"))], template: template)
        let (subject, body) = try MessageWriter(facts).write(message)
        return (subject, body.markdown)
    }

    @Test("the message's name is in the subject", arguments: ["status-update", "phase-advanced"])
    func name(_ template: String) throws {
        let facts = try ExamplePlans("tracks-posts").facts(.passed)
        #expect(try write(template, named: "Deployment started", facts).subject.hasPrefix("Deployment started: "))
        #expect(try write(template, named: nil, facts).subject.hasPrefix("Tracks-posts separation: "))
        #expect(try write(template, named: "Deployment started", facts).text.contains("Tracks-posts separation"))
    }

    @Test("while the run is paused it says since when and why")
    func paused() throws {
        let facts = try ExamplePlans("tracks-posts").facts(.paused)
        #expect(
            try write("status-update", named: nil, facts).text.contains(
                """
                - **Status:** paused
                - **Paused:** since 2 March 2026, 09:34 Europe/Berlin, tracks.separation changed outside of the run

                """))
    }

    @Test("the checklist of a reminder says when people tick what they verify")
    func checklist() throws {
        let plan = try ExamplePlans("tracks-posts")
        let told = "What flagctl sees by itself is ticked here"
        #expect(try write("reminder", named: nil, plan.facts(.before)).text.contains(told))
        #expect(try !write("reminder", named: nil, plan.facts(.running)).text.contains(told))
    }
}
