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
    public init(of definition: FeatureFlag, _ version: @escaping (FlagKey) throws -> FlagVersion?) throws {
        guard !definition.requires.isEmpty else { return }
        var constants = ConstantVariants(version)
        for requirement in definition.requires {
            let served = try constants.variant(of: requirement.flag)
            if try served.map({ $0 != requirement.variant }) ?? (version(requirement.flag) == nil) {
                waitsFor = requirement.flag
                limitedBy = nil
                return
            }
            if served == nil { limitedBy = requirement.flag }
        }
    }
}
