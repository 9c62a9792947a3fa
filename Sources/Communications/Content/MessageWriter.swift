import Documents
public import FlagModel

/// Writes a plan's messages: a template, filled with what is known at a moment.
public struct MessageWriter: Sendable {
    /// What messages speak of.
    public let facts: MessageFacts

    /// Takes what messages speak of.
    public init(_ facts: MessageFacts) { self.facts = facts }

    /// Writes a message.
    ///
    /// - Parameters:
    ///   - message: the message of the plan.
    ///   - source: the text of the repository's own template of that name; the built-in one where there is none.
    /// - Throws: a template that cannot be read, a name without a value, a value that the template does not ask for, and
    ///   a placeholder such as `[DATE]` in what people wrote.
    public func write(
        _ message: PlanMessage, source: String?
    ) throws(TemplateError) -> (subject: String, body: RichText) {
        guard let source = source ?? MessageTemplates.builtIn(message.template) else {
            throw TemplateError(
                message.template, line: 1, "there is no template '\(message.template)'",
                hint: nearest(message.template, among: MessageTemplates.names).map { "did you mean '\($0)'?" }
                    ?? "write it to .flagctl/templates/\(message.template).mustache")
        }
        let questions = TemplateQuestions(in: source)
        try check(message, questions)
        let template = try MessageTemplate(source, name: message.template)
        return try template.render(facts.values(for: message, optional: questions.optional))
    }

    private func check(_ message: PlanMessage, _ questions: TemplateQuestions) throws(TemplateError) {
        func refuse(_ what: String, _ hint: String?) -> TemplateError {
            TemplateError(message.template, line: 1, "message '\(message.key)': \(what)", hint: hint)
        }
        let written = [("name", message.name), ("text", message.text)].map { ($0.0, $0.1 ?? "") }
        for (name, text) in written + message.values.sorted(by: { $0.key < $1.key }) {
            guard let placeholder = MessageTemplate.placeholder(in: text) else { continue }
            throw refuse("the placeholder \(placeholder) is left in '\(name)'", "write what belongs there")
        }
        let asked = questions.names
        for name in message.values.keys.sorted() where !asked.contains(name) {
            throw refuse(
                "the template does not ask for '\(name)'",
                nearest(name, among: asked).map { "did you mean '\($0)'?" }
                    ?? (asked.isEmpty
                        ? "it asks for no values" : "it asks for \(asked.sorted().joined(separator: ", "))"))
        }
        for name in asked.sorted() where message.values[name] == nil && !questions.optional.contains(name) {
            throw refuse("the template asks for '\(name)'", "add \"values\": {\"\(name)\": \"…\"} to the message")
        }
    }
}
