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
