public import Documents
public import FlagModel

/// What one flag comes to for one context.
public struct FlagEvaluation: Sendable, Hashable {
    /// A variant and its value; all evaluations that come to them share one.
    public final class Answer: Sendable {
        /// The variant.
        public let variant: VariantKey
        /// Its value.
        public let value: JSONValue

        init(variant: VariantKey, value: JSONValue) {
            self.variant = variant
            self.value = value
        }
    }

    /// The flag's key as asked for.
    public let key: String
    /// The answer; nothing where `errorCode` says why.
    public let answer: Answer?
    /// Why this answer.
    public let reason: Reason
    /// Why there is no answer.
    public let errorCode: EvaluationErrorCode?

    static func failed(_ key: String, _ code: EvaluationErrorCode) -> FlagEvaluation {
        FlagEvaluation(key: key, answer: nil, reason: .error, errorCode: code)
    }
}

extension FlagEvaluation.Answer: Hashable {
    /// Compares variants and values.
    public static func == (left: FlagEvaluation.Answer, right: FlagEvaluation.Answer) -> Bool {
        left.variant == right.variant && left.value == right.value
    }

    /// Hashes what equality compares.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(variant)
        hasher.combine(value)
    }
}
