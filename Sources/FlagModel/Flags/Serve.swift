public import Documents

/// A variant's share of the buckets.
public struct Weight: Sendable, Hashable {
    /// The variant that the share gets.
    public let variant: VariantKey
    /// The share in thousandths of a percent, 0 to 100,000.
    public let thousandths: Int

    /// Makes a weight.
    public init(variant: VariantKey, thousandths: Int) {
        self.variant = variant
        self.thousandths = thousandths
    }
}

/// What a rule or the fallthrough serves.
public enum Serve: Sendable, Hashable {
    /// One variant for everybody.
    case variant(VariantKey)
    /// A split by bucket; the weights are in the order as written and add up to 100%.
    case weights([Weight])

    /// The variants it names, in order.
    public var variants: [VariantKey] {
        switch self {
        case .variant(let variant): [variant]
        case .weights(let weights): weights.map(\.variant)
        }
    }

    /// What it serves as people read it: "on" or "on 75%, off 25%".
    public var text: String {
        switch self {
        case .variant(let variant): variant.text
        case .weights(let weights):
            weights.map { "\($0.variant) \(Thousandths.text($0.thousandths))%" }.joined(separator: ", ")
        }
    }

    /// The JSON of it: `"on"` or `{ "on": 75, "off": 25 }`.
    public var json: JSONValue {
        switch self {
        case .variant(let variant): .string(variant.text)
        case .weights(let weights):
            .object(JSONObject(weights.map { (name: $0.variant.text, value: .percentage($0.thousandths)) }))
        }
    }
}
