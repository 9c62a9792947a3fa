public import FlagModel

/// An environment compiled for evaluation: immutable, so that any number of threads can ask it.
public struct CompiledEnvironment: Sendable {
    /// How values are put into buckets.
    public let mode: Bucketing
    /// The keys of its flags, sorted.
    public private(set) var keys: [String]
    private(set) var flags: [String: CompiledFlag]
    private let cohorts: [CohortKey: CompiledCohort]

    /// Compiles an environment's flags and cohorts.
    public init(flags: [FlagVersion], cohorts: [Cohort], mode: Bucketing) {
        let compiled = CompiledCohort.compile(cohorts, mode: mode)
        self.mode = mode
        self.cohorts = compiled
        self.flags = Dictionary(
            flags.map { ($0.definition.key.text, CompiledFlag($0, cohorts: compiled, mode: mode)) }
        ) { $1 }
        keys = self.flags.keys.sorted()
    }

    /// The same environment with some flags compiled anew, or without those that have no version any more.
    public func replacing(_ versions: [FlagKey: FlagVersion?]) -> CompiledEnvironment {
        var copy = self
        for (key, version) in versions {
            copy.flags[key.text] = version.map { CompiledFlag($0, cohorts: cohorts, mode: mode) }
        }
        if copy.flags.count != keys.count || versions.keys.contains(where: { flags[$0.text] == nil }) {
            copy.keys = copy.flags.keys.sorted()
        }
        return copy
    }

    /// What a flag comes to for a context.
    public func evaluate(_ key: String, for context: EvaluationContext) -> FlagEvaluation {
        var evaluator = Evaluator(NoTrace())
        return evaluator.evaluate(key, in: flags, for: context)
    }

    /// The same, with every step that led there.
    public func explain(
        _ key: String, for context: EvaluationContext
    ) -> (evaluation: FlagEvaluation, steps: [ExplanationStep]) {
        var evaluator = Evaluator(StepTrace())
        let evaluation = evaluator.evaluate(key, in: flags, for: context)
        return (evaluation, evaluator.trace.steps)
    }

    /// What every flag comes to for a context, by key.
    public func evaluateAll(for context: EvaluationContext) -> [FlagEvaluation] {
        keys.map { evaluate($0, for: context) }
    }
}
