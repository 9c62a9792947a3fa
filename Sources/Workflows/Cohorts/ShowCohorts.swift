public import Documents
import FlagModel
import FlagRepository

/// The cohorts of an environment, or one of them.
public struct ShowCohorts: Sendable {
    /// The cohort; all where nothing is given.
    public var key: String?
    /// Where.
    public var environment: String

    /// Names the environment and, for one cohort only, its key.
    public init(_ key: String? = nil, in environment: String) {
        self.key = key
        self.environment = environment
    }

    /// Reads them.
    ///
    /// - Throws: a failure that ``Failure/init(_:)`` describes.
    public func run(_ session: Session) throws -> CohortReport {
        let snapshot = try session.snapshot(at: nil)
        let environment = try snapshot.environmentKey(environment)
        let people = try snapshot.requireEnvironment(environment).population
        let keys =
            try key.map { [try snapshot.cohortKey($0, in: environment)] }
            ?? snapshot.cohortKeys(in: environment)
        var users: [CohortKey: [String]] = [:]
        for flag in try snapshot.stateKeys(in: environment) {
            for rule in try snapshot.state(flag, in: environment)?.rules ?? [] {
                users[rule.cohort, default: []].append(flag.text)
            }
        }
        return CohortReport(
            environment: environment.text, isSingle: key != nil,
            cohorts: try keys.compactMap { key in
                guard let cohort = try snapshot.cohort(key, in: environment),
                    let document = try snapshot.document(.cohort(environment, key))
                else { return nil }
                return CohortReport.Row(
                    key: key.text, name: cohort.name ?? key.text, description: cohort.description,
                    share: cohort.share.map { Percentage(thousandths: $0) },
                    people: people.flatMap { people in cohort.share.map { (people * $0 + 50_000) / 100_000 } },
                    releaseDelay: cohort.releaseDelay?.text, flags: users[key] ?? [], document: document.value)
            })
    }
}

/// Cohorts of an environment.
public struct CohortReport: Report {
    /// One cohort.
    public struct Row: Sendable {
        /// The key.
        public let key: String
        /// The name for people.
        public let name: String
        /// Who they are.
        public let description: String?
        /// The expected share of everybody.
        public let share: Percentage?
        /// The same in people, where the population is known.
        public let people: Int?
        /// How long after the first release it follows.
        public let releaseDelay: String?
        /// The flags that target it.
        public let flags: [String]
        let document: JSONValue

        /// The condition as JSON text.
        public var match: String { CanonicalJSON.pretty(document["match"] ?? .null) }
    }

    /// The environment.
    public let environment: String
    let isSingle: Bool
    /// The cohorts by key.
    public let cohorts: [Row]

    /// `{"environment", "cohort", "flags"}` for one, else `{"environment", "cohorts": [{"cohort", "flags"}]}`.
    public var json: JSONValue {
        JSONFields.build { fields in
            fields.add("environment", environment)
            if isSingle, let row = cohorts.first {
                fields.add("cohort", row.document)
                fields.add("flags", .array(row.flags.map { .string($0) }))
            } else {
                fields.add(
                    "cohorts",
                    .array(
                        cohorts.map { row in
                            ["cohort": row.document, "flags": .array(row.flags.map { .string($0) })]
                        }))
            }
        }
    }
}
