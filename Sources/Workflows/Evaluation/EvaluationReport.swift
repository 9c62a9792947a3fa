public import Documents
import Evaluation
import FlagModel

/// What one flag comes to.
public struct FlagEvaluationReport: Report {
    /// The flag.
    public let key: String
    /// The environment.
    public let environment: String
    /// The variant; nothing where there is no answer.
    public let variant: String?
    let value: JSONValue?
    /// Why, in OpenFeature's words.
    public let reason: String
    /// Why there is no answer, in OpenFeature's words.
    public let errorCode: String?
    /// The same for people.
    public let message: String?
    /// Every step, where they were asked for.
    public let explanation: [EvaluationStepReport]?
    /// The newest commit that changed what the answer depends on, where another time was asked for.
    public let since: CommitReport?
    /// Whether that commit is one that a shallow clone does not have.
    public let isCutOff: Bool

    init(
        _ evaluation: FlagEvaluation, environment: EnvironmentKey, explanation: [ExplanationStep]?,
        since: CommitReport?, isCutOff: Bool = false, message: String?
    ) {
        key = evaluation.key
        self.environment = environment.text
        variant = evaluation.answer?.variant.text
        value = evaluation.answer?.value
        reason = evaluation.reason.rawValue
        errorCode = evaluation.errorCode?.rawValue
        self.message = message
        self.explanation = explanation?.map(EvaluationStepReport.init)
        self.since = since
        self.isCutOff = isCutOff
    }

    /// The value as compact JSON.
    public var valueText: String? { value.map { CanonicalJSON.compact($0) } }

    /// `{"key", "variant", "value", "reason", "errorCode", "message", "explanation": [step], "since"}`.
    public var json: JSONValue {
        JSONFields.build { fields in
            fields.add("key", key)
            fields.add("variant", variant)
            fields.add("value", value)
            fields.add("reason", reason)
            fields.add("errorCode", errorCode)
            fields.add("message", message)
            fields.add("explanation", explanation.map { .array($0.map(\.json)) })
            fields.add(
                "since",
                since.map { commit in
                    JSONFields.build { fields in
                        fields.add("subject", commit.subject)
                        commit.add(to: &fields)
                    }
                })
        }
    }
}

/// What flags of an environment come to for one context.
public struct EvaluationReport: Report {
    /// The commit that was read.
    public let commit: String
    /// The environment.
    public let environment: String
    /// Whether one flag was asked for by its key.
    public let isSingle: Bool
    /// The flags, sorted by key.
    public let flags: [FlagEvaluationReport]

    /// Whether every flag has an answer.
    public var isAnswered: Bool { flags.allSatisfy { $0.errorCode == nil } }

    /// One flag's report, or `{"commit", "environment", "flags": [report]}`.
    public var json: JSONValue {
        if isSingle, let flag = flags.first { return flag.json }
        return JSONFields.build { fields in
            fields.add("commit", commit)
            fields.add("environment", environment)
            fields.add("flags", .array(flags.map(\.json)))
        }
    }
}
