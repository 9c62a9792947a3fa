import Documents
import Evaluation
import FlagModel

extension ExplanationStep.Event {
    /// The step in words.
    var text: String {
        switch self {
        case .notFound(let flag): "there is no flag '\(flag)' here"
        case .unknownVariant(let flag, let variant):
            "the state of \(flag) serves '\(variant)', which is none of its variants"
        case .disabled(let flag, let variant): "\(flag) is off and serves \(variant)"
        case .requirement(let requirement, let serves):
            "requires \(requirement.flag)=\(requirement.variant), it is \(serves?.text ?? "without an answer")"
        case .endlessRequirements(let flag): "what \(flag) requires leads back to where it started, or too far"
        case .waiting(let flag, let variant): "\(flag) waits for what it requires and serves \(variant)"
        case .rule(let cohort): "rule for \(cohort)"
        case .join(.all): "all of"
        case .join(.any): "any of"
        case .join(.not): "not"
        case .cohort(let cohort): "in cohort \(cohort)"
        case .unknownCohort(let cohort): "there is no cohort '\(cohort)' here"
        case .endlessCohort(let cohort): "cohort \(cohort) refers to itself, or too far"
        case .attribute(let path, let found, let expected, let actual, let fits):
            Self.comparison(path, found, expected, actual, fits)
        case .sample(let thousandths, let salt, let value, let hash, let bucket):
            "in the sample of \(Percentage(thousandths: thousandths).short)%: "
                + "'\(salt)' + '\(value)' has hash \(hash), bucket \(Percentage(thousandths: bucket).long)"
        case .fallthrough: "no rule decides: everybody else"
        case .served(let variant): "everybody of them gets \(variant)"
        case .bucket(let draw):
            "'\(draw.salt)' + \(draw.attribute) '\(draw.value)' has hash \(draw.hash), "
                + "bucket \(Percentage(thousandths: draw.bucket).long), in "
                + "\(Percentage(thousandths: draw.range.lowerBound).long)–"
                + "\(Percentage(thousandths: draw.range.upperBound).long)%: \(draw.variant)"
        case .noBucketValue(let attribute):
            "weights decide by '\(attribute)', and the context has no text or whole number there"
        }
    }

    private static func comparison(
        _ path: String, _ found: Operator, _ expected: JSONValue?, _ actual: ContextValue?, _ fits: Bool
    ) -> String {
        let question = [path, found.rawValue, expected.map { CanonicalJSON.compact($0) }].compactMap(\.self)
        let value = actual.map { "it is \(CanonicalJSON.compact($0.json))" } ?? "it is missing"
        return "\(question.joined(separator: " ")): \(value)\(fits || actual == nil ? "" : ", of another type")"
    }
}

extension ContextValue {
    /// The value as JSON; a number that JSON cannot write is null.
    var json: JSONValue {
        switch self {
        case .null: .null
        case .bool(let truth): .bool(truth)
        case .integer(let number): .number(JSONNumber(number))
        case .number(let number): JSONNumber(literal: "\(number)").map { .number($0) } ?? .null
        case .string(let text): .string(text)
        case .list(let elements): .array(elements.map(\.json))
        case .object(let members):
            .object(JSONObject(members.sorted { $0.key < $1.key }.map { (name: $0.key, value: $0.value.json) }))
        }
    }
}
