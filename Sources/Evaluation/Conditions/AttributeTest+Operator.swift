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
            self = .compare(number.double, Self.order(found))
        case .contains, .notContains, .startsWith, .endsWith:
            guard let text = value?.string else { return nil }
            self = .text(Self.textTest(found), text, isNegated: found == .notContains)
        case .before, .after:
            guard let moment = value?.string.flatMap({ Timestamp($0) }) else { return nil }
            self = .moment(moment, isBefore: found == .before)
        case .semverEquals, .semverGreaterThan, .semverGreaterThanOrEquals, .semverLessThan, .semverLessThanOrEquals:
            guard let version = value?.string.flatMap({ SemanticVersion($0) }) else { return nil }
            self = .version(version, Self.order(found))
        }
    }

    private static func order(_ found: Operator) -> Order {
        switch found {
        case .greaterThan, .semverGreaterThan: .greater
        case .greaterThanOrEquals, .semverGreaterThanOrEquals: .greaterOrEqual
        case .lessThan, .semverLessThan: .less
        case .lessThanOrEquals, .semverLessThanOrEquals: .lessOrEqual
        default: .equal
        }
    }

    private static func textTest(_ found: Operator) -> TextTest {
        switch found {
        case .startsWith: .startsWith
        case .endsWith: .endsWith
        default: .contains
        }
    }
}
