import Documents
import FlagModel

/// A flag as flagd has it.
struct FlagdFlag {
    let isEnabled: Bool
    let type: FlagType
    let variants: [Variant]
    let standard: VariantKey?
    let targeting: JSONValue?

    private static let members: Set<String> = [
        "key", "state", "variants", "defaultVariant", "targeting", "metadata", "source", "selector",
    ]

    init(_ value: JSONValue) throws(Refusal) {
        guard let object = value.object else { throw Refusal("it is no object") }
        if let unknown = object.names.first(where: { !Self.members.contains($0) }) {
            throw Refusal("flagd knows no member '\(unknown)'")
        }
        switch object["state"]?.string {
        case "ENABLED": isEnabled = true
        case "DISABLED": isEnabled = false
        default: throw Refusal("its state is neither ENABLED nor DISABLED")
        }
        var variants: [Variant] = []
        for (name, value) in object["variants"]?.object?.members ?? [] {
            guard let key = VariantKey(name) else {
                throw Refusal("variant '\(name)': \(VariantKey.problem(with: name) ?? "it is malformed")")
            }
            variants.append(Variant(key: key, value: value))
        }
        guard let type = Self.type(of: variants) else {
            throw Refusal("its variants are not all of one type: true or false, texts, numbers or objects")
        }
        self.type = type
        self.variants = variants
        standard = try Self.standard(object["defaultVariant"], variants)
        let targeting = object["targeting"]
        self.targeting = targeting?.object?.isEmpty == true ? nil : targeting
    }

    private static func type(of variants: [Variant]) -> FlagType? {
        guard !variants.isEmpty else { return nil }
        let types: [FlagType] = [.boolean, .string, .integer, .number, .object]
        return types.first { type in variants.allSatisfy { type.accepts($0.value) } }
    }

    private static func standard(_ value: JSONValue?, _ variants: [Variant]) throws(Refusal) -> VariantKey? {
        let name: String
        switch value {
        case nil, .null, .string(""): return nil
        case .string(let text): name = text
        case .bool(let truth): name = "\(truth)"
        default: throw Refusal("its defaultVariant is no text")
        }
        guard let variant = variants.first(where: { $0.key.text == name }) else {
            throw Refusal("its defaultVariant '\(name)' is no variant of it")
        }
        return variant.key
    }
}
