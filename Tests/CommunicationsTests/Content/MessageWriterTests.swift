import Communications
import FlagModel
import Testing

@Suite("Writing messages")
struct MessageWriterTests {
    private let plan: ExamplePlans
    private let facts: MessageFacts
    private let own = ".flagctl/templates/own.mustache"

    init() throws {
        plan = try ExamplePlans("tracks-posts")
        facts = try plan.facts(.before)
    }

    private func message(_ template: String = "own", text: String? = nil, values: [String: String] = [:]) throws
        -> PlanMessage
    {
        PlanMessage(
            key: try #require(MessageKey("news")), name: "News", moment: MessageMoment(.start, offset: -86400),
            audience: [try #require(GroupKey("users"))], channels: [try #require(ChannelKey("engineering"))],
            template: template, text: text, values: values)
    }

    private func failure(_ message: PlanMessage, _ source: String? = nil) -> String? {
        do throws(MessageError) {
            _ = try MessageWriter(facts).write(message, own: source.map { Array($0.utf8) })
            return nil
        } catch {
            return error.description + (error.hint.map { " (\($0))" } ?? "")
        }
    }

    private func body(_ source: String, _ message: PlanMessage, _ facts: MessageFacts? = nil) throws -> String {
        let source = Array("Subject: {{title}}\n\n\(source)".utf8)
        return try MessageWriter(facts ?? self.facts).write(message, own: source).body.markdown
    }

    @Test("a template that nobody knows is refused with the near one")
    func unknownTemplate() throws {
        #expect(
            failure(try message("remindr")) == "there is no template 'remindr' (did you mean 'reminder'?)")
        #expect(
            failure(try message("weather"))
                == "there is no template 'weather' (write it to .flagctl/templates/weather.mustache)")
    }

    @Test("the repository's own template is used instead of the built-in one")
    func ownTemplate() throws {
        let written = try MessageWriter(facts).write(
            try message("reminder"), own: Array("Subject: {{title}} of {{plan.name}}\n\nHello".utf8))
        #expect(written.subject == "News of Tracks-posts separation")
        #expect(written.body.markdown == "Hello")
    }

    @Test("a placeholder in what people wrote is refused")
    func placeholders() throws {
        let inText = failure(try message("notice", text: "We begin on [DATE]"))
        #expect(
            inText
                == "the placeholder [DATE] is left in 'text' (write what belongs there)")
        let values = ["when": "[TIME]", "where": "here"]
        let inValue = failure(try message("office-hours", values: values))
        #expect(inValue?.contains("the placeholder [TIME] is left in 'when'") == true)
        var named = try message("notice")
        named.name = "Release of [Feature Name]"
        #expect(failure(named)?.contains("[Feature Name] is left in 'name'") == true)
    }

    @Test("a value that the template asks for is not left out")
    func missingValue() throws {
        #expect(
            failure(try message("survey"))
                == "built-in template 'survey' asks for 'form' "
                + "(add \"values\": {\"form\": \"…\"} to the message)")
    }

    @Test("a value that the template does not ask for is refused, with the near name")
    func unaskedValue() throws {
        let near = failure(try message("pre-rollout", values: ["giude": "https://example.com"]))
        #expect(
            near
                == "built-in template 'pre-rollout' does not ask for 'giude' (did you mean 'guide'?)")
        let none = failure(try message(values: ["x": "y"]), "Subject: a\n\nb")
        #expect(none == "\(own) does not ask for 'x' (it asks for no values)")
    }

    @Test("a value may be left out where the template says so")
    func optionalValue() throws {
        let source = "{{! optional: guide, help }}{{#values.guide}}Read {{.}}.{{/values.guide}} Then go on."
        #expect(try body(source, try message()) == "Then go on.")
        #expect(try body(source, try message(values: ["guide": "the guide"])) == "Read the guide. Then go on.")
        let strict = "Subject: a\n\n{{#values.guide}}Read {{.}}.{{/values.guide}}"
        #expect(failure(try message(), strict)?.contains("asks for 'guide'") == true)
    }

    @Test("a name that nobody knows is refused, in sections too")
    func unknownName() throws {
        #expect(failure(try message(), "Subject: a\n\n{{plan.nmae}}")?.contains("did you mean 'name'?") == true)
        #expect(failure(try message(), "Subject: a\n\n{{#flags}}{{reech}}{{/flags}}")?.contains("reach") == true)
        #expect(
            failure(try message(), "Subject: a\n\n{{run.state}}")
                == "\(own):3: {{run.state}} has no value here (write {{#run.state}} around what is to be left out, "
                + "and {{/run.state}} after it)")
    }

    @Test("what is wrong with the template itself is said before what is wrong with the message")
    func templateFirst() throws {
        let message = try message(text: "On [DATE]", values: ["x": "y"])
        #expect(failure(message, "")?.hasPrefix("\(own):1: the template is empty (write 'Subject: …'") == true)
        #expect(
            failure(message, "Subject: a\n\n{{titel}}")
                == "\(own):3: {{titel}} is not known here (did you mean 'title'?)")
        #expect(
            failure(message, "Subject: a\n\n{{#run}}\n{{/rnu}}")?.contains("{{/rnu}} closes 'run'") == true)
        let bytes = Array("Subject: a\n\nÄ".utf8).map { $0 == 0xC3 ? 0xFF : $0 }
        let error = #expect(throws: MessageError.self) { try MessageWriter(facts).write(message, own: bytes) }
        #expect(error?.description == "\(own):3: the template is not UTF-8")
    }

    @Test("a name that nobody knows is refused where there is nothing to repeat yet")
    func unknownNameInEmptySection() throws {
        #expect(
            failure(try message(), "Subject: a\n\n{{#decisions}}{{wath}}{{/decisions}}")?.hasPrefix(
                "\(own):3: {{wath}} is not known here")
                == true)
        #expect(failure(try message(), "Subject: a\n\n{{#decisions}}{{what}}{{/decisions}}b") == nil)
    }

    @Test("a template that says the message's text asks for one")
    func missingText() throws {
        #expect(
            failure(try message("feature-tip"))
                == "built-in template 'feature-tip' asks for the message's 'text' "
                + "(add \"text\": \"…\" to the message)")
    }

    @Test("moments are those of the plan's time zone, in words")
    func moments() throws {
        #expect(try body("{{start.text}}", try message()) == "2 March 2026, 09:00 Europe/Berlin")
        #expect(
            try body("{{start.weekday}} {{start.date}} {{start.time}} {{start.zone}}", try message())
                == "Monday 2 March 2026 09:00 Europe/Berlin")
    }

    @Test("the notice of a change says both starts")
    func change() throws {
        var facts = facts
        facts.announcedStart = Timestamp(unixSeconds: try #require(plan.plan.schedule.start).unixSeconds - 86400)
        let message = try message("delay")
        let (subject, body) = try MessageWriter(facts).write(message)
        #expect(subject == "Changed date: News")
        #expect(
            body.markdown.hasPrefix(
                """
                The start of Tracks-posts separation has moved.

                - Announced: 1 March 2026, 09:00 Europe/Berlin
                - Now: 2 March 2026, 09:00 Europe/Berlin
                """))
        #expect(
            body.markdown.contains("if the earlier message asked you for something, that still holds, by the new date"))
        #expect(!body.markdown.contains("has to be done"))
        let source = "{{#isLater}}later{{/isLater}}{{#isEarlier}}earlier{{/isEarlier}}"
        #expect(try self.body(source, message, facts) == "later")
        facts.plan.schedule.start = nil
        let (_, without) = try MessageWriter(facts).write(message)
        #expect(without.markdown.contains("- Now: no new date yet"))
        #expect(without.markdown.contains("that still holds. You will hear"))
    }

    @Test("audiences and channels bear the names that people gave them")
    func audience() throws {
        let source = "{{#message.audience}}{{.}}{{/message.audience}} {{#message.channels}}{{.}}{{/message.channels}}"
        #expect(try body(source, try message()) == "Users #engineering")
    }
}
