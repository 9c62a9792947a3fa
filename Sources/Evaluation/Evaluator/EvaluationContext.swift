public import Documents

/// Who or what a flag is evaluated for (OpenFeature: evaluation context).
public struct EvaluationContext: Sendable, Hashable {
    /// What buckets are made of unless a flag says otherwise; nothing where the application gives none.
    public var targetingKey: String?
    /// Everything else that is known, by name.
    public var attributes: [String: ContextValue]

    /// Joins a targeting key and attributes.
    public init(targetingKey: String?, attributes: [String: ContextValue] = [:]) {
        self.targetingKey = targetingKey
        self.attributes = attributes
    }

    /// Reads a JSON object whose member `targetingKey` is the targeting key; nil where it is no object.
    ///
    /// A targeting key that is no string counts as missing.
    public init?(_ value: JSONValue) {
        guard let object = value.object else { return nil }
        self.init(targetingKey: object["targetingKey"]?.string)
        for (name, value) in object.members where name != "targetingKey" { attributes[name] = ContextValue(value) }
    }
}

/// A value of a context.
public indirect enum ContextValue: Sendable, Hashable {
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
        default: nil
        }
    }
}

/// A dotted path of an attribute, taken apart once.
struct AttributePath: Sendable, Hashable {
    let text: String
    private let first: String
    private let rest: [String]
    private let isTargetingKey: Bool

    init(_ text: String) {
        self.text = text
        let names = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        first = names.first ?? ""
        rest = Array(names.dropFirst())
        isTargetingKey = text == "targetingKey"
    }

    /// The attribute's value; nothing where it is missing or null.
    func value(in context: EvaluationContext) -> ContextValue? {
        if isTargetingKey { return context.targetingKey.map { .string($0) } }
        guard var value = context.attributes[first] else { return nil }
        for name in rest {
            guard case .object(let members) = value, let inner = members[name] else { return nil }
            value = inner
        }
        if case .null = value { return nil }
        return value
    }

    /// The text that buckets are made of.
    func bucketText(in context: EvaluationContext) -> String? {
        if isTargetingKey { return context.targetingKey.flatMap { $0.isEmpty ? nil : $0 } }
        return value(in: context)?.bucketText
    }
}
