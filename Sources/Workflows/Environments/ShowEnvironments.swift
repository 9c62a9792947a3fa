public import Documents
import FlagModel
import FlagRepository

/// The environments, or one of them.
public struct ShowEnvironments: Sendable {
    /// The environment; all where nothing is given.
    public var key: String?

    /// Names the environment, for one only.
    public init(_ key: String? = nil) { self.key = key }

    /// Reads them.
    ///
    /// - Throws: a failure that ``Failure/init(_:)`` describes.
    public func run(_ session: Session) throws -> EnvironmentReport {
        let snapshot = try session.snapshot(at: nil)
        _ = try snapshot.settings()
        let environments =
            try key.map { [try snapshot.requireEnvironment(snapshot.environmentKey($0))] }
            ?? snapshot.environments()
        return EnvironmentReport(
            details: try key == nil ? nil : environments.first.map { try Self.details($0, snapshot) },
            environments: try environments.map { environment in
                EnvironmentReport.Row(
                    key: environment.key.text, name: environment.name, order: environment.order,
                    population: environment.population, flags: try snapshot.stateKeys(in: environment.key).count,
                    policy: Self.words(environment.policy),
                    document: try snapshot.document(.environment(environment.key))?.value ?? .null)
            })
    }

    private static func details(
        _ environment: FlagEnvironment, _ snapshot: Snapshot
    ) throws -> ShowReport.Definition {
        let policy = environment.policy
        var lines = [
            ("order", "\(environment.order)"),
            ("people", environment.population.map { Numbers.grouped($0) } ?? "not known"),
            ("flags", "\(try snapshot.stateKeys(in: environment.key).count)"),
            ("cohorts", "\(try snapshot.cohortKeys(in: environment.key).count)"),
            ("to raise", words(policy) + (policy?.approvals?.validFor.map { ", valid for \($0.text)" } ?? "")),
        ]
        if let lowering = policy?.lowering {
            let count = lowering.required == 0 ? "nothing is asked" : counted(lowering.required, "approval")
            lines.append(("to lower", count + (lowering.reviewWithin.map { ", review within \($0.text)" } ?? "")))
        }
        for freeze in policy?.freezes ?? [] {
            lines.append(("frozen", "from \(freeze.from) to \(freeze.to): \(freeze.reason)"))
        }
        return ShowReport.Definition(
            key: environment.key.text, name: environment.name, lines: lines.map { .init(label: $0.0, text: $0.1) })
    }

    private static func words(_ policy: Policy?) -> String {
        guard let approvals = policy?.approvals, approvals.required > 0 else { return "nothing is asked" }
        let who = approvals.roles.isEmpty ? "" : " by \(approvals.roles.joined(separator: " or "))"
        return "\(counted(approvals.required, "approval"))\(who), \(approvals.evidence.rawValue)"
    }
}

/// Environments.
public struct EnvironmentReport: Report {
    /// One environment.
    public struct Row: Sendable {
        /// The key.
        public let key: String
        /// The name for people.
        public let name: String
        /// Its place among environments.
        public let order: Int
        /// How many people it has.
        public let population: Int?
        /// How many flags have a state there.
        public let flags: Int
        /// What its policy asks, in words.
        public let policy: String
        let document: JSONValue
    }

    /// One environment for people, where one was asked for.
    public let details: ShowReport.Definition?
    /// In their order.
    public let environments: [Row]

    /// `{"environment", "flags"}` for one, else `{"environments": [{"environment", "flags"}]}`.
    public var json: JSONValue {
        func one(_ row: Row) -> JSONValue { ["environment": row.document, "flags": .number(JSONNumber(row.flags))] }
        if details != nil, let row = environments.first { return one(row) }
        return ["environments": .array(environments.map(one))]
    }
}
