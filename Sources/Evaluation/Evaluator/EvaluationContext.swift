public import Documents

/// Who or what a flag is evaluated for (OpenFeature: evaluation context).
public struct EvaluationContext: Sendable, Hashable {
    /// What buckets are made of unless a flag says otherwise; nothing where the application gives none.
    public var targetingKey: String?
    private var list: AttributeList

    /// Joins a targeting key and attributes; `targetingKey` is none of those.
    public init(targetingKey: String?, attributes: [String: ContextValue] = [:]) {
        self.targetingKey = targetingKey
        list = AttributeList(attributes.map { ($0.key, $0.value) })
    }

    /// Reads a JSON object whose member `targetingKey` is the targeting key; nil where it is no object.
    ///
    /// A targeting key that is no string counts as missing.
    public init?(_ value: JSONValue) {
        guard let object = value.object else { return nil }
        targetingKey = object["targetingKey"]?.string
        list = AttributeList(
            object.members.filter { $0.name != "targetingKey" }.map { ($0.name, ContextValue($0.value)) })
    }

    /// Everything else that is known, by name.
    public var attributes: [String: ContextValue] {
        get { Dictionary(list.entries.map { ($0.name, $0.value) }) { $1 } }
        set { list = AttributeList(newValue.map { ($0.key, $0.value) }) }
    }

    /// An attribute; nothing where it is missing.
    public subscript(name: String) -> ContextValue? { list[name] }
}
