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
    ///   - own: the repository's own template of that name; the built-in one counts where there is none.
    /// - Throws: what is wrong with the template itself, and where nothing is, with the message: a value that the
    ///   template does not ask for or misses, a placeholder such as `[DATE]` in what people wrote, a name without a
    ///   value.
    public func write(
        _ message: PlanMessage, own: [UInt8]? = nil
    ) throws(MessageError) -> (subject: String, body: RichText) {
        var templates = KnownTemplates()
        return try write(message, own: own, from: &templates)
    }

    /// The same, reading only templates that are not known.
    public func write(
        _ message: PlanMessage, own: [UInt8]?, from templates: inout KnownTemplates
    ) throws(MessageError) -> (subject: String, body: RichText) {
        let template = try templates.template(of: message, own: own)
        do throws(TemplateError) {
            return try template.template.render(facts.values(for: message, optional: template.questions.optional))
        } catch {
            throw .template(error)
        }
    }
}
