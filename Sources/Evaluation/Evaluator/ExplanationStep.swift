public import FlagModel

/// One step of an evaluation, as an explanation tells it.
public enum ExplanationStep: Sendable, Hashable {
    /// There is no such flag in the environment.
    case notFound(String)
    /// The flag is off and serves this variant.
    case disabled(String, VariantKey)
    /// A requirement, what the required flag serves, and whether that is what is required.
    case requirement(Requirement, VariantKey?, Bool)
    /// A rule is tried.
    case rule(CohortKey)
    /// Whether the rule's cohort holds.
    case ruleResult(CohortKey, Bool)
    /// A condition, the attribute's value (nothing where it is missing) and whether the condition holds.
    case condition(Condition, ContextValue?, Bool)
    /// A random sample: its size and the context's bucket, both in thousandths of a percent.
    case sample(thousandths: Int, bucket: Int)
    /// A cohort that does not exist.
    case unknownCohort(CohortKey)
    /// No rule took the context.
    case `fallthrough`
    /// Everybody of the row gets this variant.
    case served(VariantKey)
    /// Weights decide: the attribute that buckets are made of, its value, hash and bucket, and the range that has it.
    case bucket(attribute: String, value: String, hash: UInt32, bucket: Int, range: Range<Int>, variant: VariantKey)
    /// Weights decide, and the attribute is missing or empty.
    case noBucketValue(String)
}

/// Where the steps of an evaluation go.
protocol Trace {
    mutating func record(_ step: @autoclosure () -> ExplanationStep)
}

/// Forgets them, at no cost.
struct NoTrace: Trace {
    @inline(__always)
    mutating func record(_ step: @autoclosure () -> ExplanationStep) {}
}

/// Keeps them.
struct StepTrace: Trace {
    private(set) var steps: [ExplanationStep] = []

    mutating func record(_ step: @autoclosure () -> ExplanationStep) { steps.append(step()) }
}
