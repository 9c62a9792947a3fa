import Documents

/// The scalars that an attribute is compared with: strings by their bytes, numbers by value.
final class Scalars: Sendable {
    private let strings: Set<[UInt8]>
    /// The only string, which is compared without a set's hash.
    private let single: [UInt8]?
    private let integers: Set<Int>
    private let numbers: Set<Double>
    private let hasTrue: Bool
    private let hasFalse: Bool

    init(_ values: [JSONValue]) {
        strings = Set(values.compactMap { $0.string.map { Array($0.utf8) } })
        single = strings.count == 1 ? strings.first : nil
        integers = Set(values.compactMap { $0.number?.int })
        numbers = Set(values.compactMap { $0.number?.double })
        hasTrue = values.contains { $0.bool == true }
        hasFalse = values.contains { $0.bool == false }
    }

    /// Whether the value is one of them; nothing where none is of its type.
    func has(_ value: ContextValue) -> Bool? {
        switch value {
        case .string(let text): return has(text)
        case .integer(let number):
            if numbers.isEmpty { return nil }
            return integers.contains(number)
        case .number(let number):
            if numbers.isEmpty { return nil }
            // A whole number is compared as one, because two of them can be the same double.
            return Int(exactly: number).map { integers.contains($0) } ?? numbers.contains(number)
        case .bool(let truth):
            if !hasTrue, !hasFalse { return nil }
            return truth ? hasTrue : hasFalse
        case .null, .list, .object: return nil
        }
    }

    private func has(_ text: String) -> Bool? {
        if strings.isEmpty { return nil }
        var text = text
        return text.withUTF8 { bytes in
            if let single { return bytes.elementsEqual(single) }
            return strings.contains(Array(bytes))
        }
    }
}
