import FlagModel

/// The rows of a flag version in the order in which they are tried; the last one takes everybody who is left.
struct Ladder {
    struct Row {
        let name: RowName
        let cohort: CohortKey?
        /// The cohorts that a context of this row is not in.
        let passedOver: Set<CohortKey>
        let allocation: Allocation
    }

    let rows: [Row]

    init(_ version: FlagVersion) {
        let variants = version.definition.variants.map(\.key)
        guard version.state.enabled else {
            let off = Allocation(.variant(version.definition.offVariant), variants: variants)
            rows = [Row(name: .flag, cohort: nil, passedOver: [], allocation: off)]
            return
        }
        var passed: Set<CohortKey> = []
        var rows: [Row] = []
        for rule in version.state.rules {
            rows.append(
                Row(
                    name: .cohort(rule.cohort), cohort: rule.cohort, passedOver: passed,
                    allocation: Allocation(rule.serve, variants: variants)))
            passed.insert(rule.cohort)
        }
        rows.append(
            Row(
                name: .fallthrough, cohort: nil, passedOver: passed,
                allocation: Allocation(version.state.fallthrough, variants: variants)))
        self.rows = rows
    }
}

extension Ladder.Row {
    /// Whether one context can be in this row before a change and in `other` after it.
    ///
    /// Cohorts in `edited` mean something else afterwards, so that what held before says nothing about them.
    func canMeet(_ other: Ladder.Row, edited: Set<CohortKey>) -> Bool {
        if let cohort, !edited.contains(cohort), other.passedOver.contains(cohort) { return false }
        if let cohort = other.cohort, !edited.contains(cohort), passedOver.contains(cohort) { return false }
        return true
    }

    /// Whether exactly the same contexts are in both rows.
    func hasPopulation(of other: Ladder.Row, edited: Set<CohortKey>) -> Bool {
        guard name == other.name, passedOver == other.passedOver else { return false }
        if let cohort, edited.contains(cohort) { return false }
        return passedOver.isDisjoint(with: edited)
    }
}
