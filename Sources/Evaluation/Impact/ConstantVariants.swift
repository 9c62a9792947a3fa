public import FlagModel

/// Which flags of an environment serve everybody the same, requirements looked at.
///
/// A flag whose requirement is met for some people only serves its off variant to the others.
public struct ConstantVariants {
    private enum Answer {
        case known(VariantKey?)
        /// It is being asked for: requirements lead back to it.
        case open
    }

    private let version: (FlagKey) throws -> FlagVersion?
    private var answers: [FlagKey: Answer] = [:]

    /// Asks `version` for the flags of the environment as they are needed, each once; nil where there is none.
    public init(_ version: @escaping (FlagKey) throws -> FlagVersion?) { self.version = version }

    /// The variant that everybody gets whatever their context; nil where it depends, or where there is no such flag.
    public mutating func variant(of key: FlagKey) throws -> VariantKey? {
        switch answers[key] {
        case .known(let variant)?: return variant
        case .open?: return nil
        case nil: break
        }
        answers[key] = .open
        let variant = try version(key).flatMap { try served(by: $0) }
        answers[key] = .known(variant)
        return variant
    }

    private mutating func served(by version: FlagVersion) throws -> VariantKey? {
        let off = version.definition.offVariant
        guard version.state.enabled else { return off }
        let own = version.constantVariant
        if own == off { return off }
        var isMetByAll = true
        for requirement in version.definition.requires {
            guard try self.version(requirement.flag) != nil else { return off }
            let found = try variant(of: requirement.flag)
            if let found, found != requirement.variant { return off }
            if found == nil { isMetByAll = false }
        }
        return isMetByAll ? own : nil
    }
}
