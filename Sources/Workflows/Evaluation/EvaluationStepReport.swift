public import Documents
import Evaluation
import FlagModel

/// One step of an explanation.
public struct EvaluationStepReport: Report {
    private let step: ExplanationStep

    init(_ step: ExplanationStep) { self.step = step }

    /// How many steps it is part of.
    public var depth: Int { step.depth }
    /// Whether it holds, of what can hold.
    public var holds: Bool? { step.holds }
    /// The step in words.
    public var text: String { step.event.text }

    /// `{"step", "depth", "holds", …}`, the rest by the kind of step.
    public var json: JSONValue {
        JSONFields.build { fields in
            fields.add("step", step.event.name)
            fields.add("depth", step.depth)
            step.event.add(to: &fields)
            fields.add("holds", step.holds)
            fields.add("text", text)
        }
    }
}

extension ExplanationStep.Event {
    fileprivate var name: String {
        switch self {
        case .notFound: "flagNotFound"
        case .unknownVariant: "unknownVariant"
        case .disabled: "disabled"
        case .requirement: "requirement"
        case .endlessRequirements: "endlessRequirements"
        case .waiting: "waiting"
        case .rule: "rule"
        case .join(let join): join.rawValue
        case .cohort: "cohort"
        case .unknownCohort: "unknownCohort"
        case .endlessCohort: "endlessCohort"
        case .attribute: "condition"
        case .sample: "sample"
        case .fallthrough: "fallthrough"
        case .served: "served"
        case .bucket: "bucket"
        case .noBucketValue: "noBucketValue"
        }
    }

    fileprivate func add(to fields: inout JSONFields) {
        switch self {
        case .notFound(let flag): fields.add("flag", flag)
        case .unknownVariant(let flag, let variant), .disabled(let flag, let variant), .waiting(let flag, let variant):
            fields.add("flag", flag.text)
            fields.add("variant", variant.text)
        case .requirement(let requirement, let serves):
            fields.add("flag", requirement.flag.text)
            fields.add("variant", requirement.variant.text)
            fields.add("serves", serves?.text)
        case .endlessRequirements(let flag): fields.add("flag", flag.text)
        case .rule(let cohort), .cohort(let cohort), .unknownCohort(let cohort), .endlessCohort(let cohort):
            fields.add("cohort", cohort.text)
        case .join, .fallthrough: break
        case .attribute(let path, let found, let expected, let actual, let fits):
            fields.add("attribute", path)
            fields.add("operator", found.rawValue)
            fields.add("value", expected)
            fields.add("actual", actual?.json)
            if !fits { fields.add("problem", actual == nil ? "missing" : "type") }
        case .sample(let thousandths, let salt, let value, let hash, let bucket):
            fields.add("percent", Percentage(thousandths: thousandths).json)
            fields.add("salt", salt)
            fields.add("value", value)
            fields.add("hash", Int(hash))
            fields.add("bucket", Percentage(thousandths: bucket).json)
        case .served(let variant): fields.add("variant", variant.text)
        case .bucket(let draw):
            fields.add("attribute", draw.attribute)
            fields.add("value", draw.value)
            fields.add("salt", draw.salt)
            fields.add("hash", Int(draw.hash))
            fields.add("bucket", Percentage(thousandths: draw.bucket).json)
            fields.add("from", Percentage(thousandths: draw.range.lowerBound).json)
            fields.add("to", Percentage(thousandths: draw.range.upperBound).json)
            fields.add("variant", draw.variant.text)
        case .noBucketValue(let attribute): fields.add("attribute", attribute)
        }
    }
}
