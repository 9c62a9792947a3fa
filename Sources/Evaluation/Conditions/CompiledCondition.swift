import Documents
import FlagModel

/// A condition with everything looked up that does not depend on the context.
enum CompiledCondition: Sendable {
    case all([CompiledCondition])
    case any([CompiledCondition])
    indirect case not(CompiledCondition)
    case attribute(AttributeLeaf)
    case cohort(CompiledCohort)
    case unknownCohort(CohortKey)
    case sample(SampleLeaf)

    init(_ condition: Condition, cohorts: [CohortKey: CompiledCohort], mode: Bucketing) {
        switch condition {
        case .all(let inner): self = .all(inner.map { CompiledCondition($0, cohorts: cohorts, mode: mode) })
        case .any(let inner): self = .any(inner.map { CompiledCondition($0, cohorts: cohorts, mode: mode) })
        case .not(let inner): self = .not(CompiledCondition(inner, cohorts: cohorts, mode: mode))
        case .cohort(let key): self = cohorts[key].map { .cohort($0) } ?? .unknownCohort(key)
        case .percentage(let thousandths, let salt):
            self = .sample(SampleLeaf(thousandths, Bucketer(salt: salt, mode: mode)))
        case .attribute(let path, let found, let value):
            self = .attribute(AttributeLeaf(AttributePath(path), found, value))
        }
    }
}

/// A comparison of one attribute.
final class AttributeLeaf: Sendable {
    let path: AttributePath
    let found: Operator
    let operand: JSONValue?
    /// Nothing where the operand is not what the operator takes, which decoding refuses.
    let test: AttributeTest?

    init(_ path: AttributePath, _ found: Operator, _ operand: JSONValue?) {
        self.path = path
        self.found = found
        self.operand = operand
        test = AttributeTest(found, operand)
    }
}

/// A stable random sample.
final class SampleLeaf: Sendable {
    let thousandths: Int
    let bucketer: Bucketer

    init(_ thousandths: Int, _ bucketer: Bucketer) {
        self.thousandths = thousandths
        self.bucketer = bucketer
    }
}
