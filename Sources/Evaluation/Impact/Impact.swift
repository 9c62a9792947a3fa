public import FlagModel

/// Who is affected by a change of one flag in one environment, row by row and exactly.
public struct Impact: Sendable, Hashable {
    /// Buckets of a row whose variant changes.
    public struct Range: Sendable, Hashable {
        /// The buckets, in thousandths of a percent.
        public let buckets: Swift.Range<Int>
        /// What they were served; nothing where the flag did not exist.
        public let before: VariantKey?
        /// What they are served now; nothing where the flag no longer exists.
        public let after: VariantKey?
    }

    /// One row of the change.
    public struct Row: Sendable, Hashable {
        /// Which row.
        public let name: RowName
        /// The buckets that change, ascending; empty where `unknown` says why.
        public let ranges: [Range]
        /// People whose variant changes, where that can be estimated.
        public let people: Int?
        /// Why the people of this row cannot be counted: its population itself changes.
        public let unknown: String?
    }

    /// The rows that change.
    public let rows: [Row]
    /// What the change does to exposure.
    public let classification: Classification

    /// Compares two versions of a flag in one environment.
    ///
    /// - Parameters:
    ///   - before: the flag as it was, or nothing where it did not exist there.
    ///   - after: the flag as it becomes, or nothing where it is removed.
    ///   - editedCohorts: cohorts whose meaning changes in the same step, also through a cohort that they refer to.
    ///   - population: the numbers for estimates in people.
    public init(
        from before: FlagVersion?, to after: FlagVersion?, editedCohorts: Set<CohortKey> = [],
        population: Population
    ) {
        let comparison = VersionComparison(
            before: before, after: after, edited: editedCohorts, population: population)
        rows = comparison.rows
        classification = comparison.classification
    }
}
