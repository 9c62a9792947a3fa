import FlagModel

/// A cohort whose references to other cohorts are followed once and for all.
final class CompiledCohort: Sendable {
    let key: CohortKey
    /// Nothing where following the cohort's references comes back to where it was, or goes deeper than the limit.
    let condition: CompiledCondition?

    /// How long a chain of references may be, so that no tree exhausts the stack.
    static let chainLimit = 64

    private init(_ key: CohortKey, _ condition: CompiledCondition?) {
        self.key = key
        self.condition = condition
    }

    /// Compiles cohorts, each after those that it refers to; validation refuses the ones that cannot be.
    static func compile(_ cohorts: [Cohort], mode: Bucketing) -> [CohortKey: CompiledCohort] {
        let known = Dictionary(cohorts.map { ($0.key, $0.match) }) { $1 }
        var users: [CohortKey: [CohortKey]] = [:]
        var waitsFor: [CohortKey: Int] = [:]
        var ready: [(key: CohortKey, height: Int)] = []
        for (key, match) in known {
            let references = Set(match.cohortReferences.map(\.cohort)).filter { known[$0] != nil }
            for reference in references { users[reference, default: []].append(key) }
            waitsFor[key] = references.count
            if references.isEmpty { ready.append((key, 1)) }
        }
        var compiled: [CohortKey: CompiledCohort] = [:]
        var next = 0
        while next < ready.count {
            // In this order the last one that a cohort waits for is the highest.
            let (key, height) = ready[next]
            next += 1
            let condition = known[key].flatMap {
                height > chainLimit ? nil : CompiledCondition($0, cohorts: compiled, mode: mode)
            }
            compiled[key] = CompiledCohort(key, condition)
            for user in users[key] ?? [] {
                let rest = (waitsFor[user] ?? 0) - 1
                waitsFor[user] = rest
                if rest == 0 { ready.append((user, height + 1)) }
            }
        }
        for key in known.keys where compiled[key] == nil { compiled[key] = CompiledCohort(key, nil) }
        return compiled
    }
}
