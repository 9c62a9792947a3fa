public import FlagModel

/// What is known about how many people an environment and its cohorts have.
public struct Population: Sendable, Hashable {
    /// People in the environment, where it says so.
    public let people: Int?
    /// Expected shares of the cohorts, in thousandths of a percent.
    public let shares: [CohortKey: Int]

    /// Joins an environment's population with its cohorts' shares.
    public init(people: Int?, shares: [CohortKey: Int]) {
        self.people = people
        self.shares = shares
    }

    /// The share of everybody whom a row takes, in thousandths of a percent, where the cohorts say so.
    func share(of row: RowName, among rules: [Rule]) -> Int? {
        switch row {
        case .flag: return Allocation.bucketCount
        case .cohort(let key): return shares[key]
        case .fallthrough:
            var rest = Allocation.bucketCount
            for rule in rules {
                guard let share = shares[rule.cohort] else { return nil }
                rest -= share
            }
            return max(0, rest)
        }
    }

    /// People in `buckets` of a row with this share, rounded to whole people, halves up.
    ///
    /// Whole numbers throughout: the largest population that a file can name has no exact `Double`.
    func people(inBuckets buckets: Int, share: Int?) -> Int? {
        guard let people, let share else { return nil }
        let whole = Allocation.bucketCount * Allocation.bucketCount
        // The quotient is at most `people`, since neither share nor buckets exceed their whole.
        let (quotient, remainder) = whole.dividingFullWidth(people.multipliedFullWidth(by: share * buckets))
        return quotient + (remainder * 2 >= whole ? 1 : 0)
    }
}
