public import FlagModel

/// A flag as one environment serves it: its definition and its state there.
public struct FlagVersion: Sendable, Hashable {
    /// What the flag is.
    public let definition: FeatureFlag
    /// What the environment does with it.
    public let state: FlagState

    /// Joins a definition and a state.
    public init(definition: FeatureFlag, state: FlagState) {
        self.definition = definition
        self.state = state
    }

    /// The variant that everybody gets whatever their context, or nothing where it depends.
    ///
    /// Requirements are not looked at: a flag that waits for another one serves its off variant until that one is on.
    public var constantVariant: VariantKey? {
        let rows = Ladder(self).rows
        guard let first = rows.first?.allocation.constant,
            rows.allSatisfy({ $0.allocation.constant == first })
        else { return nil }
        return first
    }
}
