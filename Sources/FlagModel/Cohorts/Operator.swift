/// How a condition compares an attribute with its value.
public enum Operator: String, Sendable, Hashable, CaseIterable {
    case equals, notEquals, `in`, notIn, exists, notExists
    case greaterThan, greaterThanOrEquals, lessThan, lessThanOrEquals
    case contains, notContains, startsWith, endsWith
    case before, after
    case semverEquals, semverGreaterThan, semverGreaterThanOrEquals, semverLessThan, semverLessThanOrEquals
    case includes, notIncludes

    /// What an operator's value has to be.
    public enum Operand: Sendable, Hashable {
        /// No value at all.
        case none
        /// A string, a number, or true or false.
        case scalar
        /// A list of scalars with at least one element.
        case scalars
        /// A number.
        case number
        /// A string.
        case string
        /// An RFC 3339 timestamp.
        case timestamp
        /// A semantic version.
        case version
    }

    /// What the operator's value has to be.
    public var operand: Operand {
        switch self {
        case .exists, .notExists: .none
        case .equals, .notEquals, .includes, .notIncludes: .scalar
        case .in, .notIn: .scalars
        case .greaterThan, .greaterThanOrEquals, .lessThan, .lessThanOrEquals: .number
        case .contains, .notContains, .startsWith, .endsWith: .string
        case .before, .after: .timestamp
        case .semverEquals, .semverGreaterThan, .semverGreaterThanOrEquals, .semverLessThan, .semverLessThanOrEquals:
            .version
        }
    }
}
