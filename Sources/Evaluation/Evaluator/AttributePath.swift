/// A dotted path of an attribute, taken apart once.
final class AttributePath: Sendable {
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
        guard var value = context[first] else { return nil }
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
