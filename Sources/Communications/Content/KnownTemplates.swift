public import FlagModel

/// Templates that were read already: messages of a round often say the same ones.
public struct KnownTemplates: Sendable {
    private struct Source: Hashable {
        let name: String
        let own: [UInt8]?
    }

    private var readings: [Source: Result<PlanTemplate, MessageError>] = [:]

    /// Knows none.
    public init() {}

    /// The template of a message, which can say it.
    ///
    /// - Throws: what is wrong with the template itself, and where nothing is, with the message.
    mutating func template(of message: PlanMessage, own: [UInt8]?) throws(MessageError) -> PlanTemplate {
        let source = Source(name: message.template, own: own)
        let reading = readings[source] ?? Self.read(source)
        readings[source] = reading
        let template = try reading.get()
        if let fault = template.faults(in: message).first { throw .message(fault) }
        return template
    }

    private static func read(_ source: Source) -> Result<PlanTemplate, MessageError> {
        do throws(TemplateError) {
            guard let template = try PlanTemplate(source.name, own: source.own) else {
                return .failure(.message(.unknownTemplate(source.name, own: [])))
            }
            return .success(template)
        } catch {
            return .failure(.template(error))
        }
    }

    /// Why a message is refused whatever is known; nothing where that depends on the moment.
    ///
    /// - Parameter own: the repository's own template of that name; the built-in one counts where there is none.
    public mutating func refusal(of message: PlanMessage, own: [UInt8]?) -> MessageError? {
        do throws(MessageError) {
            _ = try template(of: message, own: own)
            return nil
        } catch {
            return error
        }
    }
}
