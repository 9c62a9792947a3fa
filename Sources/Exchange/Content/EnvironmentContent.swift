public import Evaluation
public import FlagModel

/// Everything of one environment that an export can need.
public struct EnvironmentContent: Sendable {
    /// The environment.
    public let environment: FlagEnvironment
    /// The keys of all environments of the repository, this one included.
    public let neighbours: [EnvironmentKey]
    /// The flags that have a definition and a state, by key.
    public var flags: [FlagKey: FlagVersion]
    /// The environment's cohorts, by key.
    public var cohorts: [CohortKey: Cohort]
    /// How buckets are drawn.
    public let bucketing: Bucketing

    /// Joins an environment's documents.
    public init(
        environment: FlagEnvironment, neighbours: [EnvironmentKey] = [], flags: [FlagVersion], cohorts: [Cohort],
        bucketing: Bucketing
    ) {
        self.init(
            environment: environment, neighbours: neighbours,
            flags: Dictionary(flags.map { ($0.definition.key, $0) }) { $1 },
            cohorts: Dictionary(cohorts.map { ($0.key, $0) }) { $1 }, bucketing: bucketing)
    }

    /// Joins an environment's documents that are known by their keys.
    public init(
        environment: FlagEnvironment, neighbours: [EnvironmentKey] = [], flags: [FlagKey: FlagVersion],
        cohorts: [CohortKey: Cohort], bucketing: Bucketing
    ) {
        self.environment = environment
        self.neighbours = neighbours
        self.flags = flags
        self.cohorts = cohorts
        self.bucketing = bucketing
    }

    /// The flags in the order of their keys.
    var sortedFlags: [FlagVersion] { flags.keys.sorted().compactMap { flags[$0] } }
}

extension FlagVersion {
    /// What the flag serves without having it; validation refuses that, and evaluation has no answer then.
    var unknownVariant: VariantKey? {
        let served = [definition.offVariant] + state.rules.flatMap(\.serve.variants) + state.fallthrough.variants
        return served.first { definition.value(of: $0) == nil }
    }
}
