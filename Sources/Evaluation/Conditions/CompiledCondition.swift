import FlagModel

/// A condition with everything looked up that does not depend on the context.
indirect enum CompiledCondition: Sendable {
    case all([CompiledCondition])
    case any([CompiledCondition])
    case not(CompiledCondition)
    case attribute(AttributePath, AttributeTest, Condition)
    case cohort(CohortKey)
    case sample(Bucketer, thousandths: Int)
    /// What a document says that was never valid: holds for nobody.
    case never

    init(_ condition: Condition, mode: Bucketing) {
        switch condition {
        case .all(let inner): self = .all(inner.map { CompiledCondition($0, mode: mode) })
        case .any(let inner): self = .any(inner.map { CompiledCondition($0, mode: mode) })
        case .not(let inner): self = .not(CompiledCondition(inner, mode: mode))
        case .cohort(let key): self = .cohort(key)
        case .percentage(let thousandths, let salt):
            self = .sample(Bucketer(salt: salt, mode: mode), thousandths: thousandths)
        case .attribute(let path, let found, let value):
            guard let test = AttributeTest(found, value) else {
                self = .never
                return
            }
            self = .attribute(AttributePath(path), test, condition)
        }
    }
}
