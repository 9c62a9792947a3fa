/// How bad a finding is; an error is greater than a warning, a warning greater than a note.
public enum Severity: String, Sendable, Hashable, Comparable, CaseIterable {
    /// The content is refused.
    case error
    /// The content is accepted but likely wrong.
    case warning
    /// Something worth knowing.
    case note

    /// Orders severities from the mildest to the gravest.
    public static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }

    private var rank: Int {
        switch self {
        case .note: 0
        case .warning: 1
        case .error: 2
        }
    }
}
