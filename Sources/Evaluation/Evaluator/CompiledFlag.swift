import FlagModel

/// A flag of one environment, ready to be evaluated.
enum CompiledFlag: Sendable {
    case usable(FlagPlan)
    /// The state serves a variant that the definition does not have, which validation reports.
    case unusable(UnusableFlag)

    init(_ version: FlagVersion, cohorts: [CohortKey: CompiledCohort], mode: Bucketing) {
        if let plan = FlagPlan(version, cohorts: cohorts, mode: mode) {
            self = .usable(plan)
        } else {
            let unknown = version.servedVariants.first { version.definition.value(of: $0) == nil }
            let variant = unknown ?? version.definition.offVariant
            self = .unusable(UnusableFlag(key: version.definition.key, variant: variant))
        }
    }
}

/// A flag that nothing can be said about, and why.
final class UnusableFlag: Sendable {
    let key: FlagKey
    let variant: VariantKey

    init(key: FlagKey, variant: VariantKey) {
        self.key = key
        self.variant = variant
    }
}

/// A flag with everything laid out for evaluation. Parts are classes, because handing those on costs one count.
final class FlagPlan: Sendable {
    /// What the members of a cohort get.
    final class Rule: Sendable {
        let key: CohortKey
        /// Nothing where there is no such cohort, which validation reports.
        let cohort: CompiledCohort?
        /// The cohort's condition, one reference nearer.
        let condition: CompiledCondition?
        let serving: Serving

        init(key: CohortKey, cohort: CompiledCohort?, serving: Serving) {
            self.key = key
            self.cohort = cohort
            condition = cohort?.condition
            self.serving = serving
        }
    }

    let key: FlagKey
    let isEnabled: Bool
    let off: FlagEvaluation.Answer
    let rules: [Rule]
    let `fallthrough`: Serving
    let requires: [Requirement]
    let bucketBy: AttributePath
    let bucketer: Bucketer

    /// Nothing where the state serves a variant that the definition does not have.
    init?(_ version: FlagVersion, cohorts: [CohortKey: CompiledCohort], mode: Bucketing) {
        let definition = version.definition
        let state = version.state
        guard version.servedVariants.allSatisfy({ definition.value(of: $0) != nil }),
            let off = definition.answer(definition.offVariant), let rest = Serving(state.fallthrough, of: definition)
        else { return nil }
        var rules: [Rule] = []
        for rule in state.rules {
            guard let serving = Serving(rule.serve, of: definition) else { return nil }
            rules.append(Rule(key: rule.cohort, cohort: cohorts[rule.cohort], serving: serving))
        }
        key = definition.key
        isEnabled = state.enabled
        self.off = off
        self.rules = rules
        self.fallthrough = rest
        requires = definition.requires
        bucketBy = AttributePath(state.bucketBy)
        bucketer = Bucketer(salt: state.salt, mode: mode)
    }
}

extension FlagVersion {
    fileprivate var servedVariants: [VariantKey] {
        [definition.offVariant] + state.rules.flatMap(\.serve.variants) + state.fallthrough.variants
    }
}

extension FeatureFlag {
    func answer(_ variant: VariantKey) -> FlagEvaluation.Answer? {
        value(of: variant).map { FlagEvaluation.Answer(variant: variant, value: $0) }
    }
}
