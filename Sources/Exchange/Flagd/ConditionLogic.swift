import Documents
import FlagModel

/// Writes one comparison as JsonLogic that holds for exactly the same values.
enum ConditionLogic {
    /// Numbers from here on are not exact as doubles, which many JSON readers keep numbers as.
    static let exactLimit = 9_007_199_254_740_992

    static func comparison(_ path: String, _ found: Operator, _ value: JSONValue?) throws(Refusal) -> JSONValue {
        let attribute = try variable(path)
        let operand = value ?? .null
        switch found {
        case .exists: return Logic.differs(attribute, .null)
        case .notExists: return Logic.same(attribute, .null)
        case .equals: return try isOne(of: [operand], attribute)
        case .notEquals: return try isOther(than: [operand], attribute)
        case .in: return try isOne(of: operand.array ?? [], attribute)
        case .notIn: return try isOther(than: operand.array ?? [], attribute)
        case .greaterThan: return try order(">", attribute, operand)
        case .greaterThanOrEquals: return try order(">=", attribute, operand)
        case .lessThan: return try order("<", attribute, operand)
        case .lessThanOrEquals: return try order("<=", attribute, operand)
        case .contains: return Logic.all([TypeTest.isString(attribute), Logic.operation("in", operand, attribute)])
        case .notContains:
            let contains = Logic.operation("in", operand, attribute)
            return Logic.all([TypeTest.isString(attribute), Logic.not(contains)])
        case .startsWith: return Logic.operation("starts_with", attribute, operand)
        case .endsWith: return Logic.operation("ends_with", attribute, operand)
        case .before, .after: throw Refusal("'\(found.rawValue)' compares moments, and flagd only numbers and texts")
        case .semverEquals: return version("=", attribute, operand)
        case .semverGreaterThan: return version(">", attribute, operand)
        case .semverGreaterThanOrEquals: return version(">=", attribute, operand)
        case .semverLessThan: return version("<", attribute, operand)
        case .semverLessThanOrEquals: return version("<=", attribute, operand)
        case .includes: return try includes(operand, attribute)
        case .notIncludes:
            let isList = Logic.operation("some", attribute, Logic.same(1, 1))
            let others = Logic.all([isList, Logic.not(try includes(operand, attribute))])
            return Logic.any([TypeTest.isEmptyList(attribute), others])
        }
    }

    /// The attribute at a dotted path, where flagd reads it as we do.
    static func variable(_ path: String) throws(Refusal) -> JSONValue {
        let names = path.split(separator: ".", omittingEmptySubsequences: false)
        if names.first == "$flagd" { throw Refusal("attribute '\(path)': flagd puts its own values into '$flagd'") }
        for name in names.dropFirst() where name == "length" || name.utf8.allSatisfy({ $0 >= 48 && $0 <= 57 }) {
            throw Refusal("attribute '\(path)': flagd reads '.\(name)' of lists and texts as well")
        }
        return Logic.variable(path)
    }

    private static func includes(_ operand: JSONValue, _ attribute: JSONValue) throws(Refusal) -> JSONValue {
        try TypeTest.hasElement(attribute) { element throws(Refusal) in try isOne(of: [operand], element) }
    }

    /// Whether a value is one of some scalars of its own type.
    private static func isOne(of values: [JSONValue], _ attribute: JSONValue) throws(Refusal) -> JSONValue {
        let scalars = try ScalarSet(values)
        var ways: [JSONValue] = []
        if !scalars.strings.isEmpty { ways.append(scalars.isString(attribute)) }
        if !scalars.numbers.isEmpty { ways.append(scalars.isNumber(attribute)) }
        ways += scalars.truths.map { TypeTest.isTruth(attribute, $0) }
        return Logic.any(ways)
    }

    /// Whether a value is of the type of some scalars and none of them.
    private static func isOther(than values: [JSONValue], _ attribute: JSONValue) throws(Refusal) -> JSONValue {
        let scalars = try ScalarSet(values)
        var ways: [JSONValue] = []
        if !scalars.strings.isEmpty {
            ways.append(Logic.all([TypeTest.isString(attribute), Logic.not(scalars.isString(attribute))]))
        }
        if !scalars.numbers.isEmpty {
            ways.append(Logic.all([TypeTest.isNumber(attribute), Logic.not(scalars.isNumber(attribute))]))
        }
        if scalars.truths.count == 1 { ways.append(TypeTest.isTruth(attribute, !scalars.truths[0])) }
        return Logic.any(ways)
    }

    private static func order(
        _ name: String, _ attribute: JSONValue, _ operand: JSONValue
    ) throws(Refusal) -> JSONValue {
        let number = try ScalarSet.exact(operand)
        return Logic.all([TypeTest.isNumber(attribute), Logic.operation(name, attribute, number)])
    }

    private static func version(_ name: String, _ attribute: JSONValue, _ operand: JSONValue) -> JSONValue {
        Logic.all([
            TypeTest.isWholeVersion(attribute), Logic.operation("sem_ver", attribute, .string(name), operand),
        ])
    }
}

/// Scalars by type, each once.
struct ScalarSet {
    private(set) var strings: [JSONValue] = []
    private(set) var numbers: [JSONValue] = []
    private(set) var truths: [Bool] = []

    init(_ values: [JSONValue]) throws(Refusal) {
        for value in values {
            switch value {
            case .string where !strings.contains(value): strings.append(value)
            case .number:
                let number = try Self.exact(value)
                if !numbers.contains(number) { numbers.append(number) }
            case .bool(let truth) where !truths.contains(truth): truths.append(truth)
            default: break
            }
        }
    }

    /// Texts are never equal to anything but the same text.
    func isString(_ attribute: JSONValue) -> JSONValue { Self.isOne(of: strings, attribute) }

    /// For some, 1 is `true` and 0 is `false`.
    func isNumber(_ attribute: JSONValue) -> JSONValue {
        let found = Self.isOne(of: numbers, attribute)
        guard numbers.contains(0) || numbers.contains(1) else { return found }
        return Logic.all([found, TypeTest.isNoTruth(attribute)])
    }

    /// A number that every reader of JSON reads as the same value.
    static func exact(_ value: JSONValue) throws(Refusal) -> JSONValue {
        guard let number = value.number else { throw Refusal("\(CanonicalJSON.compact(value)) is no number") }
        let double = number.double
        guard double.magnitude < Double(ConditionLogic.exactLimit) else {
            throw Refusal("\(number.literal) is beyond ±9007199254740991, where numbers lose digits")
        }
        if let int = number.int { return .number(JSONNumber(int)) }
        guard double != double.rounded() else { throw Refusal("\(number.literal) has more digits than numbers keep") }
        return .number(number)
    }

    private static func isOne(of values: [JSONValue], _ attribute: JSONValue) -> JSONValue {
        values.count == 1 ? Logic.same(attribute, values[0]) : Logic.operation("in", attribute, .array(values))
    }
}
