import Documents
import Evaluation

/// Why a request has no answer, in the words of OFREP and OpenFeature.
struct ProtocolError: Error, Sendable, Hashable {
    let code: EvaluationErrorCode
    let details: String

    /// `{"key", "errorCode", "errorDetails"}`; without the key where all flags are meant.
    func json(key: String?) -> JSONValue {
        var members: [(name: String, value: JSONValue)] = []
        if let key { members.append(("key", .string(key))) }
        members.append(("errorCode", .string(code.rawValue)))
        members.append(("errorDetails", .string(details)))
        return .object(JSONObject(members))
    }

    /// Why a flag has no value.
    init(_ code: EvaluationErrorCode, _ details: String) {
        self.code = code
        self.details = details
    }

    /// What an evaluation without an answer says.
    init(_ evaluation: FlagEvaluation, in environment: ServedEnvironment) {
        code = evaluation.errorCode ?? .general
        switch code {
        case .flagNotFound: details = "there is no flag '\(evaluation.key)' in \(environment.key)"
        case .targetingKeyMissing:
            details = "weights decide '\(evaluation.key)', and the context has nothing to make a bucket of"
        case .invalidContext, .typeMismatch, .parseError, .general:
            details = "'\(evaluation.key)' cannot be evaluated in \(environment.key)"
        }
    }
}
