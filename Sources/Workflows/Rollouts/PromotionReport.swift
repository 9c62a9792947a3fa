public import Documents

/// What a promotion committed: the person's word, and what the run did then.
public struct PromotionReport: Report {
    /// The commits, in order.
    public let commits: [EditReport]

    /// Joins commits.
    public init(commits: [EditReport]) { self.commits = commits }

    /// `{"commits": [edit]}`.
    public var json: JSONValue {
        JSONFields.build { $0.add("commits", .array(commits.map(\.json))) }
    }
}
