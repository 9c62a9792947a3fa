public import Documents

/// Why a message cannot be written.
public enum MessageError: Error, Sendable, Hashable, CustomStringConvertible {
    /// Its template cannot be read or filled.
    case template(TemplateError)
    /// What the plan's author wrote into the message is not what its template asks for.
    case message(MessageFault)

    /// What is wrong, with the place of a template.
    public var description: String {
        switch self {
        case .template(let error): error.description
        case .message(let fault): fault.message
        }
    }

    /// What to do about it; nothing where the description says so.
    public var hint: String? {
        switch self {
        case .template(let error): error.hint
        case .message(let fault): fault.hint
        }
    }
}

/// What is wrong with what the plan's author wrote into a message.
public struct MessageFault: Error, Sendable, Hashable {
    /// The member of the message that is wrong, or the message itself where one is missing.
    public let path: JSONPath
    /// What is wrong.
    public let message: String
    /// What to do about it.
    public let hint: String?
}
