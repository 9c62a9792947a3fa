import FlagModel

/// A flag of one environment with everything laid out for evaluation.
final class CompiledFlag: Sendable {
    /// What a row serves: the variants by the bucket before which they end.
    struct Serving: Sendable {
        let ends: [(end: Int, answer: FlagEvaluation.Answer)]

        /// The answer that needs no bucket.
        var constant: FlagEvaluation.Answer? { ends.count == 1 ? ends[0].answer : nil }

        func answer(of bucket: Int) -> FlagEvaluation.Answer {
            for (end, answer) in ends where bucket < end { return answer }
            return ends[ends.count - 1].answer  // never empty: weights add up to 100
        }

        func range(of bucket: Int) -> Range<Int> {
            var start = 0
            for (end, _) in ends {
                if bucket < end { return start..<end }
                start = end
            }
            return start..<Allocation.bucketCount
        }
    }

    let key: FlagKey
    let isEnabled: Bool
    let off: FlagEvaluation.Answer
    let rules: [(cohort: CohortKey, serving: Serving)]
    let `fallthrough`: Serving
    let requires: [Requirement]
    let bucketBy: AttributePath
    let bucketer: Bucketer

    /// Nothing where state and definition do not fit together, which validation reports.
    init?(_ version: FlagVersion, mode: Bucketing) {
        let definition = version.definition
        let variants = definition.variants.map(\.key)
        func answer(_ variant: VariantKey) -> FlagEvaluation.Answer? {
            definition.value(of: variant).map { FlagEvaluation.Answer(variant: variant, value: $0) }
        }
        func serving(_ serve: Serve) -> Serving? {
            let segments = Allocation(serve, variants: variants).segments
            let ends = segments.compactMap { segment in answer(segment.variant).map { (segment.buckets.upperBound, $0) } }
            return ends.isEmpty || ends.count != segments.count ? nil : Serving(ends: ends)
        }
        guard let off = answer(definition.offVariant), let rest = serving(version.state.fallthrough) else { return nil }
        let rules = version.state.rules.compactMap { rule in serving(rule.serve).map { (rule.cohort, $0) } }
        guard rules.count == version.state.rules.count else { return nil }
        key = definition.key
        isEnabled = version.state.enabled
        self.off = off
        self.rules = rules
        self.fallthrough = rest
        requires = definition.requires
        bucketBy = AttributePath(version.state.bucketBy)
        bucketer = Bucketer(salt: version.state.salt, mode: mode)
    }
}
