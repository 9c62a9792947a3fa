public import Documents
import Evaluation
import FlagModel
import FlagRepository

/// The rollout matrix of an environment: flags by cohorts, each cell the exposed percentage.
public struct ShowMatrix: Sendable {
    /// The environment.
    public var environment: String
    /// The revision or date; HEAD where nothing is given.
    public var at: String?

    /// Names the environment.
    public init(in environment: String, at: String? = nil) {
        self.environment = environment
        self.at = at
    }

    /// Reads the matrix.
    ///
    /// - Throws: a failure that ``Failure/init(_:)`` describes.
    public func run(_ session: Session) throws -> MatrixReport {
        let snapshot = try session.snapshot(at: at)
        let environment = try snapshot.environmentKey(environment)
        let cohorts = try snapshot.cohortKeys(in: environment).compactMap { try snapshot.cohort($0, in: environment) }
            .sorted { ($0.releaseDelay?.seconds ?? 0, $0.key) < ($1.releaseDelay?.seconds ?? 0, $1.key) }
        let keys = try snapshot.stateKeys(in: environment)
        let rows = try snapshot.versions(of: keys, in: environment).map { definition, state in
            let version = FlagVersion(definition: definition, state: state)
            let exposure = ExposureReport(try snapshot.exposure(of: version, in: environment))
            func cell(_ name: String) -> Percentage? { exposure.rows.first { $0.name == name }?.percent }
            return MatrixReport.Row(
                flag: definition.key.text, enabled: state.enabled, cells: cohorts.map { cell($0.key.text) },
                rest: cell("fallthrough") ?? cell("flag"))
        }
        return MatrixReport(
            environment: environment.text,
            cohorts: cohorts.map {
                .init(
                    key: $0.key.text, name: $0.name ?? $0.key.text, share: $0.share.map { Percentage(thousandths: $0) })
            }, rows: rows)
    }
}

/// The rollout matrix.
public struct MatrixReport: Report {
    /// A column.
    public struct Cohort: Sendable {
        /// The key.
        public let key: String
        /// The name for people.
        public let name: String
        /// The expected share of everybody.
        public let share: Percentage?
    }

    /// A flag.
    public struct Row: Sendable {
        /// The key.
        public let flag: String
        /// Whether it is on.
        public let enabled: Bool
        /// The exposed percentage by cohort; nothing where the flag has no rule for it or is off.
        public let cells: [Percentage?]
        /// The exposed percentage of everybody else.
        public let rest: Percentage?
    }

    /// The environment.
    public let environment: String
    /// Columns, by release delay.
    public let cohorts: [Cohort]
    /// Flags by key.
    public let rows: [Row]

    /// `{"environment", "cohorts": [{"key", "name", "share"}], "flags": [{"flag", "enabled", "cohorts": {…}, "fallthrough"}]}`.
    public var json: JSONValue {
        JSONFields.build { fields in
            fields.add("environment", environment)
            fields.add(
                "cohorts",
                .array(
                    cohorts.map { cohort in
                        JSONFields.build { fields in
                            fields.add("key", cohort.key)
                            fields.add("name", cohort.name)
                            fields.add("share", cohort.share?.json)
                        }
                    }))
            fields.add("flags", .array(rows.map(json)))
        }
    }

    private func json(_ row: Row) -> JSONValue {
        JSONFields.build { fields in
            fields.add("flag", row.flag)
            fields.add("enabled", row.enabled)
            fields.add("cohorts", .object(JSONObject(zip(cohorts, row.cells).map { ($0.key, $1?.json ?? .null) })))
            fields.add("fallthrough", row.rest?.json ?? .null)
        }
    }
}
