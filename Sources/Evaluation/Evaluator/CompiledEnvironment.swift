public import FlagModel

/// An environment compiled for evaluation: immutable, so that any number of threads can ask it.
public struct CompiledEnvironment: Sendable {
    /// How values are put into buckets.
    public let mode: Bucketing
    private(set) var flags: [String: CompiledFlag] = [:]
    private(set) var cohorts: [CohortKey: CompiledCondition] = [:]

    /// Compiles an environment's flags and cohorts.
    public init(flags: [FlagVersion], cohorts: [Cohort], mode: Bucketing) {
        self.mode = mode
        for cohort in cohorts { self.cohorts[cohort.key] = CompiledCondition(cohort.match, mode: mode) }
        self.flags.reserveCapacity(flags.count)
        for version in flags { self.flags[version.definition.key.text] = CompiledFlag(version, mode: mode) }
    }

    /// The same environment with one flag compiled anew, or without it.
    public func replacing(_ key: FlagKey, with version: FlagVersion?) -> CompiledEnvironment {
        var copy = self
        copy.flags[key.text] = version.flatMap { CompiledFlag($0, mode: mode) }
        return copy
    }

    /// The keys of its flags, sorted.
    public var keys: [String] { flags.keys.sorted() }

    /// What a flag comes to for a context.
    public func evaluate(_ key: String, for context: EvaluationContext) -> FlagEvaluation {
        var trace = NoTrace()
        return Evaluator(environment: self, context: context).evaluate(key, &trace)
    }

    /// The same, with every step that led there.
    public func explain(
        _ key: String, for context: EvaluationContext
    ) -> (evaluation: FlagEvaluation, steps: [ExplanationStep]) {
        var trace = StepTrace()
        let evaluation = Evaluator(environment: self, context: context).evaluate(key, &trace)
        return (evaluation, trace.steps)
    }

    /// What every flag comes to for a context, by key.
    public func evaluateAll(for context: EvaluationContext) -> [FlagEvaluation] {
        keys.map { evaluate($0, for: context) }
    }
}
