import Documents
import FlagModel

extension AttributeTest {
    /// The test that an operator and its value mean; nothing where the value is not what the operator takes.
    init?(_ found: Operator, _ value: JSONValue?) {
        switch found {
        case .exists: self = .exists
        case .notExists: self = .notExists
        case .equals, .notEquals:
            guard let value else { return nil }
            self = .oneOf(Scalars([value]), isNegated: found == .notEquals)
        case .in, .notIn:
            guard let values = value?.array else { return nil }
            self = .oneOf(Scalars(values), isNegated: found == .notIn)
        case .includes, .notIncludes:
            guard let value else { return nil }
            self = .includes(Scalars([value]), isNegated: found == .notIncludes)
        case .greaterThan, .greaterThanOrEquals, .lessThan, .lessThanOrEquals:
            guard let number = value?.number else { return nil }
            self = .compare(NumberOperand(number), Order(found))
        case .contains, .notContains, .startsWith, .endsWith:
            guard let text = value?.string else { return nil }
            self = .text(TextOperand(text, .init(found)), isNegated: found == .notContains)
        case .before, .after:
            guard let moment = value?.string.flatMap({ Timestamp($0) }) else { return nil }
            self = .moment(moment, isBefore: found == .before)
        case .semverEquals, .semverGreaterThan, .semverGreaterThanOrEquals, .semverLessThan, .semverLessThanOrEquals:
            guard let version = value?.string.flatMap({ SemanticVersion($0) }) else { return nil }
            self = .version(version, Order(found))
        }
    }
}

extension Order {
    fileprivate init(_ found: Operator) {
        switch found {
        case .greaterThan, .semverGreaterThan: self = .greater
        case .greaterThanOrEquals, .semverGreaterThanOrEquals: self = .greaterOrEqual
        case .lessThan, .semverLessThan: self = .less
        case .lessThanOrEquals, .semverLessThanOrEquals: self = .lessOrEqual
        default: self = .equal
        }
    }
}

extension TextOperand.Place {
    fileprivate init(_ found: Operator) {
        switch found {
        case .startsWith: self = .prefix
        case .endsWith: self = .suffix
        default: self = .anywhere
        }
    }
}
