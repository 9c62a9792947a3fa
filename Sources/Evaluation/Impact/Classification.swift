/// What a change does to who is exposed.
public enum Classification: String, Sendable, Hashable, Comparable, CaseIterable {
    /// No evaluation can differ.
    case neutral
    /// Proven to have no gain and no move: people only fall back to the off variant.
    case lowering
    /// Everything that is not proven to be neutral or lowering.
    case raising

    /// Orders by how much a policy asks: neutral, lowering, raising.
    public static func < (a: Classification, b: Classification) -> Bool { a.rank < b.rank }

    private var rank: Int {
        switch self {
        case .neutral: 0
        case .lowering: 1
        case .raising: 2
        }
    }
}
