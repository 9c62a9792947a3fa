/// Another flag that has to resolve to one of its variants, or the flag that requires it serves its off variant.
public struct Requirement: Sendable, Hashable {
    /// The flag that is required.
    public let flag: FlagKey
    /// The variant that it has to resolve to.
    public let variant: VariantKey

    /// Makes a requirement.
    public init(flag: FlagKey, variant: VariantKey) {
        self.flag = flag
        self.variant = variant
    }
}
