public import Documents
import FlagModel
import Git

/// The flags that should go, and why.
public struct StaleReport: Report {
    /// What everybody gets since when.
    public struct Constant: Sendable {
        /// The variant.
        public let variant: String
        let value: JSONValue
        /// When it became so, RFC 3339 in UTC.
        public let since: String
        /// The commit that made it so.
        public let commit: String
        /// Whether a shallow clone cut off what was before, so that it may have been so for longer.
        public let isAtLeast: Bool

        /// The value as compact JSON.
        public var valueText: String { CanonicalJSON.compact(value) }
    }

    /// One flag.
    public struct Flag: Sendable {
        /// The key.
        public let key: String
        /// Who answers for it.
        public let owner: String?
        /// The last day on which it was wanted, where that is over.
        public let expired: String?
        /// What everybody gets, where that has not changed for long enough.
        public let constant: Constant?
        /// Whether it is archived and still here.
        public let isArchived: Bool
        /// Whether metrics know of no evaluation.
        public let isNeverEvaluated: Bool
        /// Where code mentions it, where that was looked for.
        public var mentions: MentionsReport?
    }

    /// The commit that was looked at.
    public let commit: String
    /// The day of the run, in UTC.
    public let date: String
    /// The only environment that counted; all of them where nothing is given.
    public let environment: String?
    /// Flags had to be constant since this time or longer, RFC 3339.
    public let since: String
    /// The flags by key.
    public var flags: [Flag] = []
    /// Flags that are constant, but nobody knows for how long, because the clone is shallow.
    public var unknown: [String] = []
    /// What else is to be said.
    public var notes: [String] = []
    /// The files that were not searched for mentions.
    public var skipped: [SkippedFile] = []

    init(commit: String, date: String, environment: String?, since: String) {
        self.commit = commit
        self.date = date
        self.environment = environment
        self.since = since
    }

    /// `{"commit", "date", "environment", "since", "flags": [{"key", "owner", "reasons", …}], "unknown", "notes", "skipped"}`.
    public var json: JSONValue {
        JSONFields.build { fields in
            fields.add("commit", commit)
            fields.add("date", date)
            fields.add("environment", environment)
            fields.add("since", since)
            fields.add("flags", .array(flags.map(\.json)))
            fields.add("unknown", .array(unknown.map { .string($0) }))
            fields.add("notes", .array(notes.map { .string($0) }))
            fields.add("skipped", .array(skipped.map(\.json)))
        }
    }
}

extension StaleReport.Flag {
    /// Nothing where there is no reason for the flag to go; of a flag that is to stay for good only that it is archived.
    init?(_ flag: FeatureFlag, today: CalendarDate?, constant: ConstantSince?, isEvaluated: Bool?) {
        let isPermanent = flag.lifecycle?.permanent == true
        key = flag.key.text
        owner = flag.owner
        let expiry = isPermanent ? nil : flag.lifecycle?.expires
        expired = expiry.flatMap { expiry in today.map { expiry < $0 } == true ? expiry.text : nil }
        self.constant = isPermanent ? nil : constant.map { StaleReport.Constant($0) }
        isArchived = flag.lifecycle?.stage == .archived
        isNeverEvaluated = !isPermanent && isEvaluated == false
        guard expired != nil || self.constant != nil || isArchived || isNeverEvaluated else { return nil }
    }

    /// Names of the reasons, in one order.
    var reasons: [String] {
        [
            (expired != nil, "expired"), (constant != nil, "constant"), (isArchived, "archived"),
            (isNeverEvaluated, "never-evaluated"),
        ].filter(\.0).map(\.1)
    }

    var json: JSONValue {
        JSONFields.build { fields in
            fields.add("key", key)
            fields.add("owner", owner)
            fields.add("reasons", .array(reasons.map { .string($0) }))
            fields.add("expired", expired)
            fields.add("constant", constant?.json)
            if let mentions { fields.add("references", mentions.json) }
        }
    }
}

extension StaleReport.Constant {
    init(_ constant: ConstantSince) {
        variant = constant.served.variant.text
        value = constant.served.value
        since = Timestamp(unixSeconds: Int(constant.commit.committer.time)).text
        commit = constant.commit.id.hex
        isAtLeast = constant.isAtLeast
    }

    /// The day since which it is so.
    public var day: String { String(since.prefix(10)) }

    var json: JSONValue {
        JSONFields.build { fields in
            fields.add("variant", variant)
            fields.add("value", value)
            fields.add("since", since)
            fields.add("commit", commit)
            if isAtLeast { fields.add("atLeast", true) }
        }
    }
}
