public import FlagModel

/// The requirement that keeps a flag off, for everybody or for some.
public struct Obstacle: Sendable, Hashable {
    /// The required flag whose required variant nobody is served.
    public private(set) var waitsFor: FlagKey?
    /// The one whose required variant not everybody is served; what it requires itself included.
    public private(set) var limitedBy: FlagKey?

    /// Looks at what a flag requires.
    ///
    /// - Parameter version: a flag with its state; nothing where it has none, and keeps off what requires it.
    public init(of definition: FeatureFlag, _ version: (FlagKey) throws -> FlagVersion?) rethrows {
        try self.init(of: definition, below: [], version)
    }

    private init(
        of definition: FeatureFlag, below: Set<FlagKey>, _ version: (FlagKey) throws -> FlagVersion?
    ) rethrows {
        guard !definition.requires.isEmpty else { return }
        // Flags that require each other are a finding, and no reason to go round.
        let below = below.union([definition.key])
        for requirement in definition.requires where !below.contains(requirement.flag) {
            guard let required = try version(requirement.flag) else {
                waitsFor = requirement.flag
                break
            }
            guard let served = required.constantVariant else {
                limitedBy = requirement.flag
                continue
            }
            guard served == requirement.variant else {
                waitsFor = requirement.flag
                break
            }
            guard required.state.enabled else { continue }
            let above = try Obstacle(of: required.definition, below: below, version)
            if above.waitsFor != nil || above.limitedBy != nil { limitedBy = requirement.flag }
        }
        if waitsFor != nil { limitedBy = nil }
    }
}
