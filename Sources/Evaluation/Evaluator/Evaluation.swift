public import Documents
public import FlagModel

/// Why a variant was chosen (OpenFeature's words).
public enum Reason: String, Sendable, Hashable, CaseIterable {
    /// The flag has no rules: everybody gets the same.
    case `static` = "STATIC"
    /// No rule took the context.
    case `default` = "DEFAULT"
    /// A rule took it.
    case targetingMatch = "TARGETING_MATCH"
    /// Weights decided.
    case split = "SPLIT"
    /// The flag is off, or waits for another one.
    case disabled = "DISABLED"
    /// There is no answer.
    case error = "ERROR"
}

/// Why there is no answer (OpenFeature's words).
public enum EvaluationErrorCode: String, Error, Sendable, Hashable, CaseIterable {
    /// No definition, or no state in this environment.
    case flagNotFound = "FLAG_NOT_FOUND"
    /// Weights decide, and the context has nothing to make a bucket of.
    case targetingKeyMissing = "TARGETING_KEY_MISSING"
    /// The context is no object.
    case invalidContext = "INVALID_CONTEXT"
    /// The flag is of another type than was asked for.
    case typeMismatch = "TYPE_MISMATCH"
    /// The request cannot be read.
    case parseError = "PARSE_ERROR"
    /// Anything else.
    case general = "GENERAL"
}

/// What one flag comes to for one context.
public struct FlagEvaluation: Sendable, Hashable {
    /// A variant and its value.
    public struct Answer: Sendable, Hashable {
        /// The variant.
        public let variant: VariantKey
        /// Its value.
        public let value: JSONValue
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
