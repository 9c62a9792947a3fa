import Documents
import FlagModel

/// One operator with its operand, ready to be asked about values.
///
/// A value of another type than the operand's answers nothing, also where the operator is a negated one.
enum AttributeTest: Sendable {
    case exists
    case notExists
    case oneOf(Scalars, isNegated: Bool)
    case compare(NumberOperand, Order)
    case text(TextOperand, isNegated: Bool)
    case moment(Timestamp, isBefore: Bool)
    case version(SemanticVersion, Order)
    case includes(Scalars, isNegated: Bool)

    /// Whether it holds of an attribute's value (nothing stands for a missing one); nil where the value is missing or
    /// not what the operator asks about, which counts as false.
    func holds(_ value: ContextValue?) -> Bool? {
        switch self {
        case .exists: return value != nil
        case .notExists: return value == nil
        case .oneOf(let scalars, let isNegated):
            guard let value, let isOne = scalars.has(value) else { return nil }
            return isOne != isNegated
        case .compare(let operand, let order): return value.flatMap { operand.holds($0, order) }
        case .text(let operand, let isNegated):
            guard case .string(let text)? = value else { return nil }
            return operand.matches(text) != isNegated
        case .moment(let operand, let isBefore):
            guard case .string(let text)? = value, let moment = Timestamp(text) else { return nil }
            return isBefore ? moment < operand : moment > operand
        case .version(let operand, let order):
            guard case .string(let text)? = value, let version = SemanticVersion(text) else { return nil }
            return order.holds(version, operand)
        case .includes(let scalars, let isNegated):
            guard case .list(let elements)? = value else { return nil }
            return elements.contains { scalars.has($0) == true } != isNegated
        }
    }
}

/// How two values that have an order compare.
enum Order: Sendable {
    case equal, greater, greaterOrEqual, less, lessOrEqual

    @inline(__always)
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
