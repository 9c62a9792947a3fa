import Documents
import FlagModel

/// One operator with its operand, ready to be asked about values.
///
/// A value of another type than the operand makes every test false, also the negated ones.
enum AttributeTest: Sendable {
    case exists
    case notExists
    case oneOf(Scalars, isNegated: Bool)
    case compare(Double, Order)
    case text(TextTest, String, isNegated: Bool)
    case moment(Timestamp, isBefore: Bool)
    case version(SemanticVersion, Order)
    case includes(Scalars, isNegated: Bool)

    enum Order: Sendable {
        case equal, greater, greaterOrEqual, less, lessOrEqual

        func holds<Value: Comparable>(_ left: Value, _ right: Value) -> Bool {
            switch self {
            case .equal: left == right
            case .greater: left > right
            case .greaterOrEqual: left >= right
            case .less: left < right
            case .lessOrEqual: left <= right
            }
        }
    }

    enum TextTest: Sendable {
        case contains, startsWith, endsWith
    }

    /// Whether it holds of an attribute's value; nothing stands for a missing one.
    func holds(_ value: ContextValue?) -> Bool {
        switch (self, value) {
        case (.exists, let value): value != nil
        case (.notExists, let value): value == nil
        case (_, nil): false
        case (.oneOf(let scalars, let isNegated), let value?): scalars.has(value).map { $0 != isNegated } ?? false
        case (.compare(let operand, let order), .integer(let number)?): order.holds(Double(number), operand)
        case (.compare(let operand, let order), .number(let number)?): order.holds(number, operand)
        case (.text(let test, let operand, let isNegated), .string(let text)?):
            Self.matches(test, text, operand) != isNegated
        case (.moment(let operand, let isBefore), .string(let text)?):
            Timestamp(text).map { isBefore ? $0 < operand : $0 > operand } ?? false
        case (.version(let operand, let order), .string(let text)?):
            SemanticVersion(text).map { order.holds($0, operand) } ?? false
        case (.includes(let scalars, let isNegated), .list(let elements)?):
            elements.contains { scalars.has($0) == true } != isNegated
        default: false
        }
    }

    /// As bytes: what is equal for Unicode but written otherwise is not equal.
    private static func matches(_ test: TextTest, _ text: String, _ operand: String) -> Bool {
        switch test {
        case .startsWith: return text.utf8.starts(with: operand.utf8)
        case .endsWith: return text.utf8.reversed().starts(with: operand.utf8.reversed())
        case .contains:
            var rest = text.utf8[...]
            while true {
                if rest.starts(with: operand.utf8) { return true }
                if rest.isEmpty { return false }
                rest = rest.dropFirst()
            }
        }
    }
}

/// The scalars that an attribute is compared with.
struct Scalars: Sendable {
    private var strings: Set<[UInt8]> = []
    private var single: [UInt8]?
    private var numbers: Set<Double> = []
    private var integers: Set<Int> = []
    private var truths: Set<Bool> = []

    init(_ values: [JSONValue]) {
        for value in values {
            switch value {
            case .string(let text): strings.insert(Array(text.utf8))
            case .number(let number):
                numbers.insert(number.double)
                if let int = number.int { integers.insert(int) }
            case .bool(let truth): truths.insert(truth)
            default: break
            }
        }
        if strings.count == 1 { single = strings.first }
    }

    /// Whether the value is one of them; nothing where none is of its type.
    func has(_ value: ContextValue) -> Bool? {
        switch value {
        case .string(var text):
            if let single { return text.withUTF8 { $0.elementsEqual(single) } }
            return strings.isEmpty ? nil : strings.contains(Array(text.utf8))
        case .integer(let number): return numbers.isEmpty ? nil : integers.contains(number)
        case .number(let number): return numbers.isEmpty ? nil : numbers.contains(number)
        case .bool(let truth): return truths.isEmpty ? nil : truths.contains(truth)
        default: return nil
        }
    }
}
