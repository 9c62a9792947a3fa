import Testing

@testable import Communications

@Suite struct MessageTemplateTests {
    private let values: TemplateValue = .object([
        "plan": .object(["title": .text("Portal & more"), "key": .text("portal")]),
        "phases": .list([
            .object(["name": .text("Staff"), "flags": .list([.text("A"), .text("B")])]),
            .object(["name": .text("All"), "flags": .list([])]),
        ]),
        "none": .list([]), "urgent": .flag(true), "calm": .flag(false), "owner": .nothing, "empty": .text(" \n"),
        "note": .text("first\nsecond"),
    ])

    private func render(_ body: String, subject: String = "s") throws(TemplateError) -> RichText {
        try MessageTemplate("Subject: \(subject)\n\n\(body)\n", name: "t").render(values).body
    }

    private func error(_ body: String) -> TemplateError? {
        do {
            _ = try render(body)
            return nil
        } catch {
            return error
        }
    }

    @Test func fillsSubjectAndBody() throws {
        let template = try MessageTemplate(
            "Subject: {{plan.title}}: {{note}}\r\n\r\nHello **{{plan.key}}**\r\n", name: "t")
        let message = try template.render(values)
        #expect(message.subject == "Portal & more: first second")
        #expect(message.body == RichText([.paragraph([.text("Hello "), .strong([.text("portal")])])]))
    }

    @Test func repeatsSectionsAndLeavesThemOut() throws {
        let body = try render(
            """
            {{! a remark }}
            {{#phases}}
            - {{name}} of {{plan.key}}{{#flags}} {{.}}{{/flags}}{{^flags}} nothing{{/flags}}
            {{/phases}}
            {{#none}}
            - {{whatever}}
            {{/none}}
            {{^none}}

            Nobody waits.
            {{/none}}
            {{#urgent}}Now.{{/urgent}}{{#calm}}Later.{{/calm}}{{#owner}}By {{name}}.{{/owner}}{{#empty}}{{.}}{{/empty}}
            """)
        #expect(
            body.blocks == [
                .list([.init([.text("Staff of portal A B")]), .init([.text("All of portal nothing")])]),
                .paragraph([.text("Nobody waits. Now.")]),
            ])
    }

    @Test func refusesNamesThatAreNotThere() {
        let name = error("one\n\nDear {{plan.titel}}")
        #expect(name == TemplateError("t", line: 5, "{{plan.titel}} is not known here", hint: "did you mean 'title'?"))
        #expect(error("{{plam.title}}")?.hint == "did you mean 'plan'?")
        #expect(error("{{#fases}}x{{/fases}}")?.description == "t:3: {{#fases}} is not known here")
        #expect(error("{{^none}}{{nmae}}{{/none}}")?.message == "{{nmae}} is not known here")
        #expect(error("a\nb {{#phases}}\n{{nmae}}{{/phases}}")?.hint == "did you mean 'name'?")
        #expect(error("a\nb {{#phases}}\n{{nmae}}{{/phases}}")?.line == 5)
        #expect(
            error("{{zzzzzzz}}")?.hint == "known here: calm, empty, none, note, owner, phases, plan, urgent")
    }

    @Test func looksIntoSectionsThatAreLeftOut() {
        #expect(error("{{#calm}}{{zzz}}{{/calm}}")?.message == "{{zzz}} is not known here")
        #expect(error("{{^urgent}}{{zzz}}{{/urgent}}")?.message == "{{zzz}} is not known here")
        #expect(error("{{#none}}{{plan.zzz}}{{/none}}")?.message == "{{plan.zzz}} is not known here")
        // The items' own names cannot be known where there are none.
        #expect(error("{{#none}}{{zzz}}{{/none}}") == nil)
        #expect(error("{{#owner}}{{zzz}}{{/owner}}") == nil)
        #expect(error("{{#owner}}{{plan}}{{/owner}}") == nil)
    }

    @Test func refusesWhatIsNoText() {
        #expect(error("{{owner}}")?.message == "{{owner}} has no value here")
        #expect(error("{{owner.name}}")?.message == "{{owner.name}} has no value here")
        #expect(error("{{urgent}}")?.message == "{{urgent}} is yes or no and no text")
        #expect(error("{{phases}}")?.hint == "write it as a section: {{#phases}}…{{/phases}}")
        #expect(error("{{plan}}")?.hint == "name one of them, such as {{plan.key}}")
        #expect(error("{{plan.key.text}}")?.message == "{{plan.key.text}} is not known here")
    }

    @Test(arguments: [
        ("{{{note}}}", "{{{note}} is no tag of messages"), ("{{&note}}", "{{&note}} is no tag of messages"),
        ("{{> other}}", "{{> other}} is no tag of messages"),
        ("{{<other}}{{/other}}", "{{<other}} is no tag of messages"),
        ("{{$block}}{{/block}}", "{{$block}} is no tag of messages"),
        ("{{=<% %>=}}", "{{=<% %>=}} is no tag of messages"),
        ("{{% CONTENT_TYPE: TEXT}}", "{{% CONTENT_TYPE: TEXT}} is no tag of messages"),
        ("{{uppercased(note)}}", "{{uppercased(note)}} has no name of a value"),
        ("{{.note}}", "{{.note}} has no name of a value"), ("{{}}", "{{}} has no name of a value"),
        ("{{note", "a tag begins with {{ and has no }}"), ("{{#urgent}}", "{{#urgent}} is never closed"),
        ("{{/urgent}}", "{{/urgent}} closes a section that is not open"),
        ("{{#urgent}}\n{{/calm}}", "{{/calm}} closes 'urgent', which is open since line 3"),
    ])
    func refusesOtherTags(_ body: String, _ message: String) {
        #expect(error(body)?.message == message)
    }

    @Test(arguments: [
        ("On [DATE] at noon", "[DATE]"), ("Dear [Your Name],", "[Your Name]"), ("see [guide-link]", "[guide-link]"),
        ("call [___]", "[___]"), ("- [done] it", "[done]"), ("a [x] b", "[x]"),
    ])
    func refusesPlaceholders(_ body: String, _ placeholder: String) {
        #expect(error("first\n" + body)?.description == "t:4: the placeholder \(placeholder) is not filled in")
        #expect(MessageTemplate.placeholder(in: body) == placeholder)
    }

    @Test(arguments: [
        "[Guide](https://a.example)", "- [ ] open\n- [x] done", "`array[DATE]`", "\\[DATE]", "[{{note}}]",
        "items[index]",
        "[1]", "[{{plan.title}}]({{plan.key}})",
    ])
    func takesOtherBrackets(_ body: String) throws {
        _ = try render(body)
        #expect(MessageTemplate.placeholder(in: body) == nil)
    }

    @Test(arguments: [
        ("", 1, "a message begins with its subject"), ("Hello\n\nBody", 1, "a message begins with its subject"),
        ("Subject:  \n\nBody", 1, "a message begins with its subject"),
        ("Subject: a\nBody\n", 2, "a line without text is between the subject and the body"),
        ("Subject: a\n\n \n", 3, "the message has no body"),
        ("Subject: [DATE]\n\nBody", 1, "the placeholder [DATE] is not filled in"),
        ("Subject: a\n\nBody\n\u{2}0\u{3}", 4, "a control character, U+2, is in the template"),
        ("Subject: a\n\nBody\n\n```\ncode\n```", 5, "messages have no blocks of code"),
        ("Subject: a\n\n#### deep", 3, "messages have no headings below the third level"),
    ])
    func refusesOtherTexts(_ source: String, _ line: Int, _ message: String) {
        do {
            _ = try MessageTemplate(source, name: "t")
            Issue.record("it was taken")
        } catch {
            #expect(error.line == line)
            #expect(error.message == message)
        }
    }

    @Test func refusesASubjectThatSaysNothing() {
        #expect(throws: TemplateError.self) { try render("body", subject: "{{empty}}") }
    }
}
