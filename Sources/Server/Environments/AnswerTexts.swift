import Documents
import Evaluation
import FlagModel

/// The parts of a flag's answers as OFREP writes them, made once for all requests.
struct AnswerTexts: Sendable {
    /// `{"key":"CSF"`
    let head: [UInt8]
    /// `,"variant":"on","value":true`, by variant.
    private let tails: [(variant: VariantKey, bytes: [UInt8])]

    init(_ flag: FeatureFlag) {
        head = Array(#"{"key":\#(CanonicalJSON.compact(.string(flag.key.text)))"#.utf8)
        tails = flag.variants.map { variant in
            let value = Self.value(variant.value, flag.type)
            return (variant.key, Array(#","variant":"\#(variant.key)","value":\#(CanonicalJSON.compact(value))"#.utf8))
        }
    }

    func tail(_ variant: VariantKey) -> [UInt8] {
        tails.first { $0.variant == variant }?.bytes ?? []
    }

    /// The value so that a client reads the flag's type: integers without a decimal point, numbers with one.
    static func value(_ value: JSONValue, _ type: FlagType) -> JSONValue {
        guard let number = value.number else { return value }
        switch type {
        case .integer: return number.int.map { .number(JSONNumber($0)) } ?? value
        case .number: return .number(withPoint(number))
        case .boolean, .string, .object: return value
        }
    }

    private static func withPoint(_ number: JSONNumber) -> JSONNumber {
        let literal = number.literal
        guard !literal.utf8.contains(UInt8(ascii: ".")) else { return number }
        let exponent = literal.firstIndex { $0 == "e" || $0 == "E" } ?? literal.endIndex
        return JSONNumber(literal: literal[..<exponent] + ".0" + literal[exponent...]) ?? number
    }
}
