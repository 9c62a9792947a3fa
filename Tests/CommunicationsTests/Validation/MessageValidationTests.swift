import Communications
import Documents
import FlagModel
import Testing

/// What keeps a message from going out is found before it is due.
@Suite struct MessageValidationTests {
    private static let path = "environments/production/rollouts/s4/plan.json"
    private static let templates = ".flagctl/templates"

    /// A plan with a message in its second line, and the repository's own templates.
    private func content(
        _ message: String = "", schedule: String = "", templates: [String: String] = [:], isPartial: Bool = false
    ) -> RepositoryContent {
        var content = RepositoryContent(isPartial: isPartial)
        let plan = """
            { "key": "s4", "name": "S4", "phases": [{ "key": "one", "name": "One" }], "messages": [
            { "key": "m", "when": "step", "channels": ["in-app"]\(message.isEmpty ? "" : ", \(message)") }
            ]\(schedule) }
            """
        content.add(path: Self.path, bytes: Array(plan.utf8))
        for (name, text) in templates {
            content.add(path: "\(Self.templates)/\(name).mustache", bytes: Array(text.utf8))
        }
        #expect(content.problems.isEmpty)
        return content
    }

    private func expect(
        _ expected: [String], in content: RepositoryContent, sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let found = MessageValidation.findings(in: content).map {
            $0.text.replacing(Self.path, with: "plan").replacing("\(Self.templates)/", with: "")
        }
        #expect(found == expected, sourceLocation: sourceLocation)
    }

    @Test("messages that can go out are clean, with built-in templates and with own ones")
    func clean() {
        expect([], in: content())
        expect([], in: content(#""template": "survey", "values": { "form": "https://example.com" }"#))
        let lunch =
            "{{! optional: place }}{{#values.place}}In {{.}}.{{/values.place}} {{text}} {{#run}}{{state}}{{/run}}"
        expect(
            [],
            in: content(
                #""template": "lunch", "text": "Eat""#, templates: ["lunch": "Subject: {{title}}\n\n\(lunch)"]))
    }

    @Test("a template is built in or the repository's own")
    func unknownTemplate() {
        let place = "plan:2:67: error: there is no template"
        expect(
            ["\(place) 'lunch' [plan-message-template]\n  hint: did you mean 'launch'?"],
            in: content(#""template": "lunch""#))
        let weather = "\(place) 'weather' [plan-message-template]\n  hint:"
        expect(
            ["\(weather) write it to weather.mustache"], in: content(#""template": "weather""#))
        let own = ["whether": "Subject: a\n\nb"]
        expect(
            ["\(weather) did you mean 'whether'?"], in: content(#""template": "weather""#, templates: own))
    }

    @Test("a template that was not looked at says nothing")
    func partial() {
        var content = content(#""template": "weather""#, isPartial: true)
        expect([], in: content)
        content.markAbsent(path: "\(Self.templates)/weather.mustache")
        #expect(MessageValidation.findings(in: content).map(\.rule) == ["plan-message-template"])
    }

    @Test("values are those that the template asks for")
    func values() {
        expect(
            [
                "plan:2:103: error: built-in template 'pre-rollout' does not ask for 'giude' [plan-message-values]\n"
                    + "  hint: did you mean 'guide'?"
            ], in: content(#""template": "pre-rollout", "values": { "giude": "https://example.com" }"#))
        expect(
            [
                "plan:2:1: error: built-in template 'survey' asks for 'form' [plan-message-values]\n"
                    + #"  hint: add "values": {"form": "…"} to the message"#
            ], in: content(#""template": "survey""#))
        expect(
            [
                "plan:2:1: error: built-in template 'feature-tip' asks for the message's 'text' [plan-message-values]\n"
                    + #"  hint: add "text": "…" to the message"#
            ], in: content(#""template": "feature-tip""#))
    }

    @Test("no placeholder is left in what the plan's author wrote")
    func placeholders() {
        let rest = "[plan-message-values]\n  hint: write what belongs there"
        expect(
            [
                "plan:2:63: error: the placeholder [DATE] is left in 'text' \(rest)",
                "plan:2:124: error: the placeholder [TIME] is left in 'when' \(rest)",
            ],
            in: content(
                #""text": "On [DATE]", "template": "office-hours", "values": { "when": "[TIME]", "where": "here" }"#))
    }

    @Test("own templates can be read, whether a plan names them or not")
    func brokenTemplates() {
        let subject = "Subject: {{title}}\n\n"
        expect(
            [
                "rollback.mustache:4:1: error: {{titel}} is not known here [message-template]\n"
                    + "  hint: did you mean 'title'?"
            ], in: content(templates: ["rollback": "\(subject)It is off.\n{{titel}}\n"]))
        expect(
            [
                "lunch.mustache:3:1: error: {{#run}} is never closed [message-template]\n"
                    + "  hint: write {{/run}} where it ends"
            ], in: content(#""template": "lunch", "values": { "x": "y" }"#, templates: ["lunch": "\(subject){{#run}}"]))
        expect(
            [
                "lunch.mustache:1:1: error: the template is empty [message-template]\n"
                    + "  hint: write 'Subject: …', an empty line and the text; or remove the file"
            ], in: content(templates: ["lunch": "\n"]))
        var binary = content()
        binary.add(path: "\(Self.templates)/lunch.mustache", bytes: Array("Subject: a\n\n".utf8) + [0xFF])
        expect(
            ["lunch.mustache:3:1: error: the template is not UTF-8 [message-template]\n  hint: save it as UTF-8"],
            in: binary)
    }

    @Test("a notice before the start needs a notice of its change, too")
    func change() {
        var content = content(templates: ["delay": "Subject: a\n\n{{values.reason}}"])
        expect([], in: content)
        let notice = """
            { "key": "s4", "name": "S4", "phases": [{ "key": "one", "name": "One" }],
              "schedule": { "start": "2026-02-16T09:00:00Z" },
              "messages": [{ "key": "m", "when": "start -P7D", "channels": ["in-app"] }] }
            """
        content.add(path: Self.path, bytes: Array(notice.utf8))
        expect(
            [
                "plan:3:16: error: where the start moves: delay.mustache asks for 'reason' [plan-message-values]\n"
                    + #"  hint: add "values": {"reason": "…"} to the message"#
            ], in: content)
    }

    @Test("time zones are those that there are")
    func timeZones() {
        func schedule(_ zone: String) -> String { #", "schedule": { "timeZone": "\#(zone)" }"# }
        expect([], in: content(schedule: schedule("Europe/Berlin")))
        expect(
            [
                "plan:3:30: error: there is no time zone 'Europe/Berln' [plan-time-zone]\n"
                    + "  hint: did you mean 'Europe/Berlin'?"
            ], in: content(schedule: schedule("Europe/Berln")))
        expect(
            [
                "plan:3:30: error: there is no time zone 'Middle/Earth' [plan-time-zone]\n"
                    + "  hint: write it as Europe/Berlin, or UTC"
            ], in: content(schedule: schedule("Middle/Earth")))
    }

    @Test("names its rules once each, in order, and none as another room does")
    func ruleNames() {
        #expect(MessageValidation.ruleNames.count == 4)
        #expect(MessageValidation.ruleNames == Set(MessageValidation.ruleNames).sorted())
        #expect(Set(MessageValidation.ruleNames).isDisjoint(with: Validation.ruleNames))
    }

    @Test("nothing is read where there are neither plans nor templates")
    func nothing() { expect([], in: RepositoryContent()) }
}
