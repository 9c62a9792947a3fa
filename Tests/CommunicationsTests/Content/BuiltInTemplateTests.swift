import Communications
import FlagModel
import Foundation
import Testing

@Suite("Built-in templates")
struct BuiltInTemplateTests {
    /// The plan and the message that show a template.
    private static func example(of template: String) throws -> (ExamplePlans, PlanMessage) {
        let plans = try ExamplePlans.all
        for plan in plans {
            if let message = plan.plan.messages.first(where: { $0.template == template }) { return (plan, message) }
        }
        let moment = try #require(MessageMoment("weekly friday"))
        let message = PlanMessage(
            key: try #require(MessageKey("other")), name: "What is new", moment: moment,
            channels: [try #require(ChannelKey("email"))], template: template)
        return (plans[1], message)
    }

    @Test("each reads as docs/examples/messages show it", arguments: MessageTemplates.names)
    func golden(_ name: String) throws {
        let (plan, message) = try Self.example(of: name)
        let facts = try plan.facts(for: message)
        let (subject, body) = try MessageWriter(facts).write(message)
        let text = "Subject: \(subject)\n\n\(body.markdown)\n"
        let path = "\(ExamplePlans.root)/docs/examples/messages/\(name).md"
        if ProcessInfo.processInfo.environment["FLAGCTL_UPDATE_GOLDEN"] == "1" {
            try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        }
        let golden = try String(contentsOfFile: path, encoding: .utf8)
        #expect(text == golden, "where the new text is right: FLAGCTL_UPDATE_GOLDEN=1 swift test")
    }

    @Test("every message of the example plans can be written at its moment")
    func examples() throws {
        for plan in try ExamplePlans.all {
            for message in plan.plan.messages {
                let (subject, body) = try MessageWriter(try plan.facts(for: message))
                    .write(message)
                #expect(!subject.isEmpty && !body.blocks.isEmpty, "\(message.key)")
            }
        }
    }

    @Test("nothing but what is known: each is refused, or says what is not measured", arguments: MessageTemplates.names)
    func bare(_ name: String) throws {
        let (example, _) = try Self.example(of: name)
        var plan = example.plan
        plan.description = nil
        plan.owner = nil
        plan.schedule = PlanSchedule()
        plan.risks = []
        plan.contacts = []
        plan.measures = []
        plan.guards = []
        plan.messages = []
        let facts = MessageFacts(
            plan: plan, environment: example.environment, status: nil, now: Timestamp(unixSeconds: 1_772_000_000),
            calendar: try PlanCalendar(plan.schedule))
        var message = PlanMessage(
            key: try #require(MessageKey("bare")), moment: MessageMoment(.start),
            channels: [try #require(ChannelKey("email"))], template: name)
        let needed: [String: [String]] = [
            "technical-briefing": ["when", "where"], "office-hours": ["when", "where"], "survey": ["form"],
            "training": ["materials"],
        ]
        for value in needed[name] ?? [] { message.values[value] = "tomorrow" }
        guard name != "feature-tip" else {
            #expect(throws: MessageError.self) { try MessageWriter(facts).write(message) }
            return
        }
        let (subject, body) = try MessageWriter(facts).write(message)
        let text = "\(subject)\n\(body.markdown)"
        #expect(MessageTemplate.placeholder(in: text) == nil, "\(text)")
        // No flag is measured here, so that nobody may say whom it reaches.
        #expect(!text.contains("of everybody") && !text.contains("nobody has"), "\(text)")
        let isOfRun = ["completion", "phase-advanced", "report-1h", "report-24h", "report-7d", "status-update"]
        if isOfRun.contains(name) { #expect(text.contains("not started yet"), "\(text)") }
        let speaksOfReach = try #require(MessageTemplates.builtIn(name)).contains("{{reach}}")
        if speaksOfReach, name != "rollback" { #expect(text.contains("not measured"), "\(text)") }
    }

    @Test("no template leaves a placeholder, shouts or asks what nothing documents", arguments: MessageTemplates.names)
    func words(_ name: String) throws {
        let source = try #require(MessageTemplates.builtIn(name))
        #expect(MessageTemplate.placeholder(in: source) == nil)
        let text = source.replacing("{{!", with: "")
        #expect(!text.contains("!"))
        let pictures = text.unicodeScalars.filter { $0.properties.isEmojiPresentation }
        #expect(pictures.isEmpty)
    }
}
