/// Where a flag is in its life.
public enum Stage: String, Sendable, Hashable, CaseIterable {
    case planned, `internal`, beta, general, deprecated, archived
}

/// When a flag came and when it is to go.
public struct Lifecycle: Sendable, Hashable {
    /// Where the flag is in its life.
    public var stage: Stage
    /// The day on which the flag was made.
    public var created: CalendarDate?
    /// The last day on which the flag is wanted.
    public var expires: CalendarDate?
    /// Whether the flag is to stay for good, as a kill switch does; it has no `expires` then.
    public var permanent: Bool

    /// Makes a lifecycle.
    public init(stage: Stage, created: CalendarDate? = nil, expires: CalendarDate? = nil, permanent: Bool = false) {
        self.stage = stage
        self.created = created
        self.expires = expires
        self.permanent = permanent
    }
}
