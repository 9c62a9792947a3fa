public import FlagModel

/// How much of an environment is served anything but a flag's off variant.
public struct Exposure: Sendable, Hashable {
    /// The exposure of one row.
    public struct Row: Sendable, Hashable {
        /// Which row.
        public let name: RowName
        /// The row's buckets that are exposed, in thousandths of a percent of the row.
        public let exposed: Int
        /// The row's share of everybody, in thousandths of a percent, where cohorts say so.
        public let share: Int?
        /// People exposed in this row, where the environment's population is known.
        public let people: Int?
    }

    /// Rows in the order in which they are tried.
    public let rows: [Row]
    /// The exposed part of everybody, in thousandths of a percent; nothing where a cohort's share is not known.
    public let total: Int?
    /// The same in people.
    public let people: Int?
    /// The required flag that keeps this one off for everybody, if there is one.
    public let waitsFor: FlagKey?

    /// Measures `version`; `waitsFor` names a requirement that nobody meets.
    public init(of version: FlagVersion, population: Population, waitsFor: FlagKey? = nil) {
        let off = version.definition.offVariant
        let rules = version.state.rules
        let rows = Ladder(version).rows.map { row in
            let exposed = waitsFor == nil ? row.allocation.buckets(without: off) : 0
            let share = population.share(of: row.name, among: rules)
            return Row(
                name: row.name, exposed: exposed, share: share,
                people: population.people(inBuckets: exposed, share: share))
        }
        self.rows = rows
        self.waitsFor = waitsFor
        total = Self.total(of: rows)
        people = total.flatMap { population.people(inBuckets: $0, share: Allocation.bucketCount) }
    }

    private static func total(of rows: [Row]) -> Int? {
        if let first = rows.first, rows.allSatisfy({ $0.exposed == first.exposed }) { return first.exposed }
        var sum = 0
        for row in rows {
            guard let share = row.share else { return nil }
            sum += row.exposed * share
        }
        return min(Allocation.bucketCount, (sum + Allocation.bucketCount / 2) / Allocation.bucketCount)
    }
}
