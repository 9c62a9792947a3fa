import Communications
import FlagModel
import FlagRepository

extension PlanMessages {
    /// Why an occurrence will be refused whatever is measured; nothing where that depends on the moment.
    func refusal(of occurrence: Occurrence) throws -> MessageError? {
        var templates = KnownTemplates()
        return try refusal(of: occurrence, by: &templates)
    }

    /// The same, reading only templates that are not known.
    func refusal(of occurrence: Occurrence, by templates: inout KnownTemplates) throws -> MessageError? {
        let message = occurrence.spoken
        return templates.refusal(of: message, own: try base.bytes(at: TemplatePath.of(message.template)))
    }
}

extension Occurrence {
    /// The message as it goes out: the notice of a change where the start has moved.
    var spoken: PlanMessage { formerStart == nil ? message : message.noticeOfChange }
}
