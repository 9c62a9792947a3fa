import Documents
import Evaluation
import FlagModel
import Testing

/// An environment of flags and of cohorts whose conditions are written as JSON.
func environment(
    _ flags: FlagVersion..., cohorts: KeyValuePairs<String, String> = [:], mode: Bucketing = .flagdV3
) throws -> CompiledEnvironment {
    CompiledEnvironment(flags: flags, cohorts: try cohorts.map { try cohort($0.key, $0.value) }, mode: mode)
}

/// A cohort with this condition.
func cohort(_ key: String, _ match: String) throws -> Cohort {
    var findings: [Finding] = []
    let document = try JSONDocument(parsing: Array(#"{ "key": "\#(key)", "match": \#(match) }"#.utf8))
    let found = Cohort.decode(document, at: "environments/test/cohorts/\(key).json", into: &findings)
    return try #require(found, "\(findings.map(\.message))")
}

/// A context written as JSON.
func context(_ text: String) throws -> EvaluationContext {
    try #require(EvaluationContext(try JSONDocument(parsing: Array(text.utf8)).value))
}

extension FlagVersion {
    /// The same flag under another key, with requirements.
    func renamed(_ text: String, requires flags: [String] = []) -> FlagVersion {
        var definition = definition
        var state = state
        definition.key = key(text)
        definition.requires = flags.map { Requirement(flag: key($0), variant: key("on")) }
        state.flag = key(text)
        state.salt = text
        return FlagVersion(definition: definition, state: state)
    }
}

extension FlagEvaluation {
    /// `on TARGETING_MATCH`, or the error code.
    var text: String { errorCode.map(\.rawValue) ?? "\(answer?.variant.text ?? "-") \(reason.rawValue)" }
}
