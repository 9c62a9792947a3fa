public import Documents

/// A value of a context.
public enum ContextValue: Sendable, Hashable {
    /// JSON's null: the same as no attribute.
    case null
    /// True or false.
    case bool(Bool)
    /// A whole number.
    case integer(Int)
    /// Any other number.
    case number(Double)
    /// A text.
    case string(String)
    /// A list.
    case list([ContextValue])
    /// An object.
    case object([String: ContextValue])

    /// Takes over a JSON value.
    public init(_ value: JSONValue) {
        switch value {
        case .null: self = .null
        case .bool(let truth): self = .bool(truth)
        case .number(let number): self = number.int.map { .integer($0) } ?? .number(number.double)
        case .string(let text): self = .string(text)
        case .array(let elements): self = .list(elements.map { ContextValue($0) })
        case .object(let object):
            self = .object(Dictionary(object.members.map { ($0.name, ContextValue($0.value)) }) { $1 })
        }
    }

    /// The value as the text that buckets are made of: of strings that are not empty and of whole numbers.
    var bucketText: String? {
        switch self {
        case .string(let text): text.isEmpty ? nil : text
        case .integer(let number): String(number)
        case .number(let number): Int(exactly: number).map { String($0) }
        default: nil
        }
    }
}
