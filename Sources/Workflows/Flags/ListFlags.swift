public import Documents
import Evaluation
import FlagModel
import FlagRepository

/// The status table of an environment: every flag, what it serves and to how many.
public struct ListFlags: Sendable {
    /// The environment; the one that comes last in order where nothing is given.
    public var environment: String?
    /// Only flags of this group.
    public var group: String?
    /// The revision or date; HEAD where nothing is given.
    public var at: String?

    /// Names the environment.
    public init(in environment: String?, group: String? = nil, at: String? = nil) {
        self.environment = environment
        self.group = group
        self.at = at
    }

    /// Reads the table.
    ///
    /// - Throws: a failure that ``Failure/init(_:)`` describes.
    public func run(_ session: Session) throws -> ListReport {
        let snapshot = try session.snapshot(at: at)
        let environment = try self.environment.map { try snapshot.environmentKey($0) } ?? Self.last(of: snapshot)
        let keys =
            try group.map { try Selection(keys: [], group: $0).flags(in: environment, of: snapshot) }
            ?? snapshot.stateKeys(in: environment)
        let rows = try snapshot.versions(of: keys, in: environment).map { definition, state in
            try Self.row(FlagVersion(definition: definition, state: state), in: environment, of: snapshot)
        }
        return ListReport(environment: environment.text, flags: rows)
    }

    private static func last(of snapshot: Snapshot) throws -> EnvironmentKey {
        _ = try snapshot.settings()
        guard let last = try snapshot.environments().last else {
            throw Failure("no-environment", "there is no environment yet", hint: "flagctl env create production")
        }
        return last.key
    }

    private static func row(
        _ version: FlagVersion, in environment: EnvironmentKey, of snapshot: Snapshot
    ) throws -> ListReport.Row {
        let flag = version.definition
        let exposure = try snapshot.exposure(of: version, in: environment)
        let served = exposure.waitsFor == nil ? version.constantVariant : flag.offVariant
        return ListReport.Row(
            key: flag.key.text, enabled: version.state.enabled, exposure: ExposureReport(exposure),
            variant: served?.text, environmentVariable: flag.environmentVariable,
            value: served.flatMap { flag.value(of: $0) },
            codeDefault: flag.codeDefault?.text, stage: flag.lifecycle?.stage.rawValue, owner: flag.owner)
    }
}

/// The status table.
public struct ListReport: Report {
    /// One flag.
    public struct Row: Sendable {
        /// The key.
        public let key: String
        /// Whether it is on.
        public let enabled: Bool
        /// How many are served anything but the off variant.
        public let exposure: ExposureReport
        /// The variant, where everybody gets the same.
        public let variant: String?
        /// The environment variable that carries it.
        public let environmentVariable: String?
        /// The value, where everybody gets the same.
        public let value: JSONValue?
        /// What the application uses when it gets no answer.
        public let codeDefault: String?
        /// The stage of its life.
        public let stage: String?
        /// Who answers for it.
        public let owner: String?

        /// `FEATURE_CSF_ENABLED=false`, where everybody gets the same and there is a variable.
        public var assignment: String? {
            guard let environmentVariable, let value else { return environmentVariable.map { "\($0)=(differs)" } }
            return "\(environmentVariable)=\(value.string ?? CanonicalJSON.compact(value))"
        }
    }

    /// The environment.
    public let environment: String
    /// Its flags by key.
    public let flags: [Row]

    /// `{"environment", "flags": [{"key", "enabled", "exposure", "variant", "environmentVariable", "value", …}]}`.
    public var json: JSONValue {
        JSONFields.build { fields in
            fields.add("environment", environment)
            fields.add("flags", .array(flags.map(\.json)))
        }
    }
}

extension ListReport.Row {
    var json: JSONValue {
        JSONFields.build { fields in
            fields.add("key", key)
            fields.add("enabled", enabled)
            fields.add("exposure", exposure.json)
            fields.add("variant", variant)
            fields.add("environmentVariable", environmentVariable)
            fields.add("value", value)
            fields.add("codeDefault", codeDefault)
            fields.add("stage", stage)
            fields.add("owner", owner)
        }
    }
}
