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

    /// A variant that somebody is served.
    public struct Variant: Sendable, Hashable {
        /// Which variant.
        public let key: VariantKey
        /// Its part of everybody, in thousandths of a percent; nothing where a cohort's share is not known.
        public let total: Int?
    }

    /// Rows in the order in which they are tried.
    public let rows: [Row]
    /// The variants besides the off variant that somebody is served, in the flag's order.
    public let variants: [Variant]
    /// The exposed part of everybody, in thousandths of a percent; nothing where a cohort's share is not known, and where
    /// only some meet a requirement: who they are nobody can count.
    public let total: Int?
    /// The same in people.
    public let people: Int?
    /// The required flag that keeps this one off for everybody, if there is one.
    public let waitsFor: FlagKey?
    /// The required flag that keeps this one off for some, if there is one.
    public let limitedBy: FlagKey?

    /// Measures a version; what keeps it off counts while it is on.
    public init(of version: FlagVersion, population: Population, obstacle: Obstacle? = nil) {
        let obstacle = version.state.enabled ? obstacle : nil
        let (waitsFor, limitedBy) = (obstacle?.waitsFor, obstacle?.limitedBy)
        let off = version.definition.offVariant
        let rules = version.state.rules
        let ladder = Ladder(version).rows
        let rows = ladder.map { row in
            let exposed = waitsFor == nil ? row.allocation.buckets(without: off) : 0
            let share = population.share(of: row.name, among: rules)
            return Row(
                name: row.name, exposed: exposed, share: share,
                people: limitedBy == nil ? population.people(inBuckets: exposed, share: share) : nil)
        }
        self.rows = rows
        self.waitsFor = waitsFor
        self.limitedBy = limitedBy
        func total(_ parts: [(exposed: Int, share: Int?)]) -> Int? {
            limitedBy == nil || parts.allSatisfy { $0.exposed == 0 } ? Self.total(of: parts) : nil
        }
        variants = version.definition.variants.map(\.key).filter { $0 != off && waitsFor == nil }.compactMap {
            variant in
            let parts = zip(ladder, rows).map { place, row in
                (exposed: Allocation.bucketCount - place.allocation.buckets(without: variant), share: row.share)
            }
            guard parts.contains(where: { $0.exposed > 0 && $0.share != 0 }) else { return nil }
            return Variant(key: variant, total: total(parts))
        }
        self.total = total(rows.map { (exposed: $0.exposed, share: $0.share) })
        people = self.total.flatMap { population.people(inBuckets: $0, share: Allocation.bucketCount) }
    }

    private static func total(of rows: [(exposed: Int, share: Int?)]) -> Int? {
        if let first = rows.first, rows.allSatisfy({ $0.exposed == first.exposed }) { return first.exposed }
        var sum = 0
        for row in rows {
            guard let share = row.share else { return nil }
            sum += row.exposed * share
        }
        return min(Allocation.bucketCount, (sum + Allocation.bucketCount / 2) / Allocation.bucketCount)
    }
}
