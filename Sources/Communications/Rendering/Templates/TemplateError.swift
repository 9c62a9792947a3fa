/// Why a template cannot be read or filled.
public struct TemplateError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The template's name or path.
    public let template: String
    /// The line of the template, from 1.
    public let line: Int
    /// What is wrong.
    public let message: String
    /// What to do about it; nothing where the message says so.
    public let hint: String?

    init(_ template: String, line: Int, _ message: String, hint: String? = nil) {
        self.template = template
        self.line = line
        self.message = message
        self.hint = hint
    }

    /// Where it is and what is wrong: `notice:4: {{phase}} is not known here`.
    public var description: String { "\(template):\(line): \(message)" }
}
