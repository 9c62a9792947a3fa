import Communications
import FlagModel
import FlagRepository

extension PlanMessages {
    /// Why an occurrence will be refused whatever is measured; nothing where that depends on the moment.
    func refusal(of occurrence: Occurrence) throws -> MessageError? {
        let message = occurrence.spoken
        return MessageWriter.refusal(of: message, own: try base.bytes(at: TemplatePath.of(message.template)))
    }
}

extension Occurrence {
    /// The message as it goes out: the notice of a change where the start has moved.
    var spoken: PlanMessage { formerStart == nil ? message : message.noticeOfChange }
}
