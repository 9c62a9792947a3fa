import Communications
import FlagModel
import Testing

@Suite("The message of a rollback")
struct RollbackMessageTests {
    private func write(_ template: String, _ facts: MessageFacts) throws -> (subject: String, text: String) {
        let message = PlanMessage(
            key: try #require(MessageKey("rollback")), name: "Taken back", moment: MessageMoment(.rolledBack),
            channels: [try #require(ChannelKey("email"))], template: template)
        let (subject, body) = try MessageWriter(facts).write(message)
        return (subject, body.markdown)
    }

    private func takenBack() throws -> MessageFacts {
        var facts = try ExamplePlans("tracks-posts").facts(.complete)
        let flag = try #require(FlagKey("tracks.separation"))
        facts.exposure = [.init(flag: flag, now: .init(thousandths: 0, people: 0))]
        facts.takenBack = .init(at: facts.now, by: "Nora Lindqvist", cause: "uploads are slow", flags: [flag])
        return facts
    }

    @Test("after a success it says since when, by whom and why the flags are down, and whom they still reach")
    func afterSuccess() throws {
        let text = try write("rollback", takenBack()).text
        #expect(
            text.hasPrefix(
                """
                We found a problem with Tracks-posts separation and have taken it back.

                **Impact:**

                - Since: 3 March 2026, 09:42 Europe/Berlin, taken back by Nora Lindqvist
                - Reason: uploads are slow
                - How it goes down: off at once
                - Tracks and posts apart now reaches nobody
                """))
        #expect(!text.contains("was not taken back") && !text.contains("Impact:** none"))
    }

    @Test("a notice before another start does not speak of it")
    func beforeStart() throws {
        var facts = try takenBack()
        facts.status = nil
        #expect(try write("rollback", facts).text.contains("was not taken back so far"))
    }

    // MARK: Causes

    @Test("guards are called by their names", arguments: ["rollback", "status-update", "incident"])
    func guards(_ template: String) throws {
        var facts = try ExamplePlans("tracks-posts").facts(.rolledBack)
        facts.status?.rollback?.cause = "guard data-loss: tracks of 12 artists are gone"
        let text = try write(template, facts).text
        #expect(text.contains("Any loss of data: tracks of 12 artists are gone"))
        #expect(!text.contains("data-loss"))
    }

    @Test(
        "a guard's or criterion's key gives way to its name, said once",
        arguments: [
            ("guard error-rate: 5% errors for 5 minutes", "5% errors for 5 minutes"),
            ("criterion errors: Error rate below 1%", "Error rate below 1%"),
            ("down to 25%: guard data-loss: rows are gone", "down to 25%: Any loss of data: rows are gone"),
            ("guard elsewhere: something", "guard elsewhere: something"),
            ("guard data-loss", "guard data-loss"), ("data-loss: by hand", "data-loss: by hand"),
        ])
    func names(_ cause: String, _ words: String) throws {
        var facts = try ExamplePlans("tracks-posts").facts(.rolledBack)
        facts.status?.rollback?.cause = cause
        #expect(try write("rollback", facts).text.contains("- Reason: \(words)\n"))
    }

    @Test("issues name the guard of an incident and of what it did")
    func issues() throws {
        var facts = try ExamplePlans("tracks-posts").facts(.rolledBack)
        var incident = try #require(facts.status?.decisions.last)
        incident.kind = .incident
        incident.why = "data-loss: rows are gone"
        facts.status?.decisions.append(incident)
        let text = try write("report-24h", facts).text
        #expect(text.contains(": rolled back, 5% errors for 5 minutes\n"))
        #expect(text.contains(": incident reported, Any loss of data: rows are gone"))
    }
}
