public import Documents

/// One of the values that a flag can have, by its name.
public struct Variant: Sendable, Hashable {
    /// The variant's name, unique in its flag.
    public let key: VariantKey
    /// What the application gets.
    public let value: JSONValue

    /// Makes a variant.
    public init(key: VariantKey, value: JSONValue) {
        self.key = key
        self.value = value
    }
}
