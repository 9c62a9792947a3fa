public import FlagModel

/// A row of a flag in an environment: one of its rules, everybody else, or the flag as a whole.
public enum RowName: Sendable, Hashable, CustomStringConvertible {
    /// The rule of a cohort.
    case cohort(CohortKey)
    /// Everybody whom no rule takes.
    case `fallthrough`
    /// Everybody, of a flag that is off or does not exist.
    case flag

    /// `<cohort>`, `fallthrough` or `flag`.
    public var description: String {
        switch self {
        case .cohort(let key): key.text
        case .fallthrough: "fallthrough"
        case .flag: "flag"
        }
    }
}
