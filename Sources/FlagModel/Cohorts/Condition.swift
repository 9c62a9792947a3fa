public import Documents

/// Who belongs to a cohort.
public indirect enum Condition: Sendable, Hashable {
    /// Holds where all of at least one condition hold.
    case all([Condition])
    /// Holds where any of at least one condition holds.
    case any([Condition])
    /// Holds where the condition does not.
    case not(Condition)
    /// Compares the attribute at a dotted path; the value is nil for `exists` and `notExists`.
    case attribute(path: String, operator: Operator, value: JSONValue?)
    /// Holds for the members of another cohort of the environment.
    case cohort(CohortKey)
    /// Holds for a stable random sample, in thousandths of a percent (0 to 100,000).
    case percentage(thousandths: Int, salt: String)

    /// How deep `all`, `any` and `not` may nest; leaves do not count.
    public static let depthLimit = 16

    /// The cohorts that the condition refers to, with the path of the leaf's `cohort` member below the condition.
    public var cohortReferences: [(cohort: CohortKey, path: JSONPath)] {
        switch self {
        case .cohort(let key): [(key, [.member("cohort")])]
        case .not(let inner): inner.cohortReferences.map { ($0.cohort, [.member("not")] + $0.path) }
        case .all(let list): Self.references(in: list, under: "all")
        case .any(let list): Self.references(in: list, under: "any")
        case .attribute, .percentage: []
        }
    }

    private static func references(
        in list: [Condition], under name: String
    ) -> [(cohort: CohortKey, path: JSONPath)] {
        list.enumerated().flatMap { index, condition in
            condition.cohortReferences.map { ($0.cohort, [.member(name), .index(index)] + $0.path) }
        }
    }
}
