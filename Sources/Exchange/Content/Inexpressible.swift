public import FlagModel

/// Something that a format has no way to say.
public struct Inexpressible: Sendable, Hashable {
    /// A row of a flag.
    public enum Row: Sendable, Hashable {
        /// The rule for a cohort.
        case rule(CohortKey)
        /// What everybody else gets.
        case `fallthrough`
    }

    /// The flag's key as its source writes it; nothing where the environment as a whole is meant.
    public let flag: String?
    /// The row; nothing where the flag as a whole is meant.
    public let row: Row?
    /// Why it cannot be said: lower case, no full stop.
    public let reason: String

    /// Names what cannot be said.
    public init(flag: String?, row: Row? = nil, reason: String) {
        self.flag = flag
        self.row = row
        self.reason = reason
    }

    init(_ flag: FlagKey, _ row: Row? = nil, _ reason: String) {
        self.init(flag: flag.text, row: row, reason: reason)
    }
}

/// Why an export was refused: everything that the format cannot say, in the order of the flags' keys.
public struct ExportRefusal: Error, Sendable, Hashable {
    /// What cannot be said, never empty.
    public let list: [Inexpressible]
}

/// Why one part of a flag cannot be said.
struct Refusal: Error {
    let reason: String

    init(_ reason: String) { self.reason = reason }
}
