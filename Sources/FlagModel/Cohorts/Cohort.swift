/// Who belongs to a cohort in one environment: `environments/<env>/cohorts/<key>.json`.
public struct Cohort: Sendable, Hashable {
    /// The cohort's key, which is its file's name.
    public var key: CohortKey
    /// What people call the cohort.
    public var name: String?
    /// Who the members are, in words.
    public var description: String?
    /// The expected part of the population, in thousandths of a percent (0 to 100,000).
    public var share: Int?
    /// How long after the first release the cohort follows.
    public var releaseDelay: ISODuration?
    /// The condition that makes a member.
    public var match: Condition

    /// The members of the file in canonical order.
    public static let memberOrder = [
        "$schema", "key", "name", "description", "share", "releaseDelay", "match", "metadata",
    ]

    /// Makes a cohort.
    public init(
        key: CohortKey, name: String? = nil, description: String? = nil, share: Int? = nil,
        releaseDelay: ISODuration? = nil, match: Condition
    ) {
        self.key = key
        self.name = name
        self.description = description
        self.share = share
        self.releaseDelay = releaseDelay
        self.match = match
    }
}
