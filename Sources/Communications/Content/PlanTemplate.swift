import Documents
import FlagModel

/// A template of messages that can be read and says only names that there are, with what it asks a plan's author for.
struct PlanTemplate: Sendable {
    /// The template.
    let template: MessageTemplate
    /// The values that it asks for.
    let questions: TemplateQuestions

    /// Reads the repository's own template of a name, or else the built-in one; nothing where there is neither.
    init?(_ name: String, own: [UInt8]?) throws(TemplateError) {
        let source: String
        let place: String
        if let own {
            place = TemplatePath.of(name)
            source = try Self.text(own, at: place)
        } else if let builtIn = MessageTemplates.builtIn(name) {
            place = "built-in template '\(name)'"
            source = builtIn
        } else {
            return nil
        }
        template = try MessageTemplate(source, name: place)
        questions = TemplateQuestions(in: source)
        try template.checkNames(against: TemplateVocabulary.values(asked: questions.names))
    }

    private static func text(_ bytes: [UInt8], at place: String) throws(TemplateError) -> String {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            let line = lines.firstIndex { String(validating: $0, as: UTF8.self) == nil } ?? 0
            throw TemplateError(place, line: line + 1, "the template is not UTF-8", hint: "save it as UTF-8")
        }
        guard !text.allSatisfy(\.isWhitespace) else {
            throw TemplateError(
                place, line: 1, "the template is empty",
                hint: "write 'Subject: …', an empty line and the text; or remove the file")
        }
        return text
    }

    // MARK: Messages

    /// What is wrong with a message that the template is to say, in the order of its members.
    func faults(in message: PlanMessage) -> [MessageFault] {
        MessageFault.placeholders(in: message) + unasked(message) + unanswered(message)
    }

    private func unasked(_ message: PlanMessage) -> [MessageFault] {
        let asked = questions.names
        return message.values.keys.sorted().filter { !asked.contains($0) }.map { name in
            MessageFault(
                path: ["values", .member(name)], message: "\(template.name) does not ask for '\(name)'",
                hint: nearest(name, among: asked).map { "did you mean '\($0)'?" }
                    ?? (asked.isEmpty
                        ? "it asks for no values" : "it asks for \(asked.sorted().joined(separator: ", "))"))
        }
    }

    private func unanswered(_ message: PlanMessage) -> [MessageFault] {
        let needed = questions.names.subtracting(questions.optional)
        let missing = needed.sorted().filter { message.values[$0] == nil }
        guard missing.isEmpty else {
            return missing.map { name in
                MessageFault(
                    path: [], message: "\(template.name) asks for '\(name)'",
                    hint: "add \"values\": {\"\(name)\": \"…\"} to the message")
            }
        }
        guard let error = refusal(of: message) else { return [] }
        var spoken = message
        spoken.text = "Something."
        let isForWantOfText = message.text == nil && refusal(of: spoken) == nil
        return [
            isForWantOfText
                ? MessageFault(
                    path: [], message: "\(template.name) asks for the message's 'text'",
                    hint: "add \"text\": \"…\" to the message")
                : MessageFault(path: [], message: error.description, hint: error.hint)
        ]
    }

    /// Why the template would refuse a message whatever else is known.
    private func refusal(of message: PlanMessage) -> TemplateError? {
        do throws(TemplateError) {
            try template.checkNames(
                against: TemplateVocabulary.values(for: message, optional: questions.optional))
            return nil
        } catch {
            return error
        }
    }
}

extension MessageFault {
    /// Placeholders such as `[DATE]` that are left in what the plan's author wrote.
    static func placeholders(in message: PlanMessage) -> [MessageFault] {
        let written: [(path: JSONPath, name: String, text: String?)] =
            [(["name"], "name", message.name), (["text"], "text", message.text)]
            + message.values.sorted { $0.key < $1.key }.map { (["values", .member($0.key)], $0.key, $0.value) }
        return written.compactMap { path, name, text in
            text.flatMap(MessageTemplate.placeholder).map { placeholder in
                MessageFault(
                    path: path, message: "the placeholder \(placeholder) is left in '\(name)'",
                    hint: "write what belongs there")
            }
        }
    }

    /// A template that is neither built in nor the repository's own.
    static func unknownTemplate(_ name: String, own: [String]) -> MessageFault {
        let near = nearest(name, among: MessageTemplates.names + own)
        return MessageFault(
            path: ["template"], message: "there is no template '\(name)'",
            hint: near.map { "did you mean '\($0)'?" } ?? "write it to \(TemplatePath.of(name))")
    }
}
