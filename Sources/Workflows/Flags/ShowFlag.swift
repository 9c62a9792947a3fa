public import Documents
import Evaluation
import FlagModel
import FlagRepository
import Git
import Governance

/// One flag: what it is, and what an environment or each of them does with it, now or at another time.
public struct ShowFlag: Sendable {
    /// The flag.
    public var key: String
    /// The environment; all where nothing is given.
    public var environment: String?
    /// The revision or date; HEAD where nothing is given.
    public var at: String?

    /// Names the flag.
    public init(_ key: String, in environment: String? = nil, at: String? = nil) {
        self.key = key
        self.environment = environment
        self.at = at
    }

    /// Reads it.
    ///
    /// - Throws: a failure that ``Failure/init(_:)`` describes.
    public func run(_ session: Session) async throws -> ShowReport {
        let snapshot = try session.snapshot(at: at)
        let key = try snapshot.flagKey(key)
        let definition = try snapshot.requireFlag(key)
        let environments =
            try environment.map { [try snapshot.environmentKey($0)] }
            ?? snapshot.environments().map(\.key)
        let steps = try newestSteps(of: key, in: environments, snapshot, session)
        let commits = steps.mapValues(\.commit)
        let proven = try await ProvenApprovals.of(
            Array(commits.values), in: session.repository(), location: session.location)
        let changes = commits.mapValues { CommitReport($0, proven: proven[$0.id] ?? []) }
        let places = try environments.compactMap { try place($0, definition, snapshot, changes[$0]) }
        if let environment, places.isEmpty {
            throw RepositoryError.noState(key, try snapshot.environmentKey(environment))
        }
        return ShowReport(
            commit: snapshot.commit?.hex ?? "", isSingle: environment != nil,
            definition: try snapshot.document(.flag(key))?.value ?? .null, flag: definition.summary, places: places)
    }

    private func place(
        _ environment: EnvironmentKey, _ definition: FeatureFlag, _ snapshot: Snapshot, _ newest: CommitReport?
    ) throws -> ShowReport.Place? {
        guard let state = try snapshot.state(definition.key, in: environment) else { return nil }
        let version = FlagVersion(definition: definition, state: state)
        return ShowReport.Place(
            environment: environment.text,
            state: try snapshot.document(.state(environment, definition.key))?.value ?? .null,
            enabled: state.enabled,
            rows: state.rules.map { ($0.cohort.text, $0.serve.text) } + [("everybody else", state.fallthrough.text)],
            exposure: ExposureReport(try snapshot.exposure(of: version, in: environment)),
            lastChange: newest)
    }

    /// How many steps are searched for the last change: looking at a flag must not take as long as its history.
    static let searchedSteps = 50

    /// The step that last changed the state in each environment, where it is among the newest.
    private func newestSteps(
        of key: FlagKey, in environments: [EnvironmentKey], _ snapshot: Snapshot, _ session: Session
    ) throws -> [EnvironmentKey: History.Step] {
        guard let commit = snapshot.commit else { return [:] }
        let there = try environments.filter { try snapshot.document(.state($0, key)) != nil }
        let documents = there.map { ($0, Set([DocumentKind.state($0, key)])) }
        return try History(of: session.repository(), endingWith: commit).newest(
            changing: Dictionary(uniqueKeysWithValues: documents), within: Self.searchedSteps
        ) { _ in true }
    }
}

extension FeatureFlag {
    /// What `show` prints of a definition, a line each.
    var summary: ShowReport.Definition {
        var lines: [(String, String)] = []
        if let description { lines.append(("description", description)) }
        lines.append(("type", type.rawValue))
        lines.append(
            (
                "variants", variants.map { "\($0.key)=\(CanonicalJSON.compact($0.value))" }.joined(separator: ", ")
            ))
        lines.append(("off variant", offVariant.text))
        if let codeDefault { lines.append(("code default", codeDefault.text)) }
        if let environmentVariable { lines.append(("variable", environmentVariable)) }
        if let owner { lines.append(("owner", owner)) }
        if !groups.isEmpty { lines.append(("groups", groups.map(\.text).joined(separator: ", "))) }
        if !requires.isEmpty {
            lines.append(("requires", requires.map { "\($0.flag)=\($0.variant)" }.joined(separator: ", ")))
        }
        if let lifecycle {
            let until = lifecycle.permanent ? ", permanent" : lifecycle.expires.map { ", expires \($0)" } ?? ""
            lines.append(("stage", lifecycle.stage.rawValue + until))
        }
        return ShowReport.Definition(key: key.text, name: name, lines: lines.map { .init(label: $0.0, text: $0.1) })
    }
}

/// One flag.
public struct ShowReport: Report {
    /// A line about the definition.
    public struct Line: Sendable {
        /// What it is about.
        public let label: String
        /// What it says.
        public let text: String
    }

    /// What the flag is, for people.
    public struct Definition: Sendable {
        /// The key.
        public let key: String
        /// The name.
        public let name: String
        /// Everything else, a line each.
        public let lines: [Line]
    }

    /// The flag in one environment.
    public struct Place: Sendable {
        /// The environment.
        public let environment: String
        /// The state as the file has it.
        public let state: JSONValue
        /// Whether it is on.
        public let enabled: Bool
        /// Rules and fallthrough in words.
        public let rows: [(name: String, serves: String)]
        /// How exposed it is.
        public let exposure: ExposureReport
        /// The commit that last changed its state, where it is among the newest.
        public let lastChange: CommitReport?
    }

    /// The commit that was read.
    public let commit: String
    let isSingle: Bool
    /// The definition as the file has it.
    public let definition: JSONValue
    /// The definition for people.
    public let flag: Definition
    /// The environments, in their order.
    public let places: [Place]

    /// `{"commit", "environment", "flag", "state", "exposure", "lastChange"}` for one environment, else
    /// `{"commit", "flag", "environments": [{"environment", "state", "exposure", "lastChange"}]}`.
    public var json: JSONValue {
        JSONFields.build { fields in
            fields.add("commit", commit)
            if isSingle, let place = places.first {
                fields.add("environment", place.environment)
                fields.add("flag", definition)
                fields.add("state", place.state)
                fields.add("exposure", place.exposure.json)
                fields.add("lastChange", place.lastChange?.json)
            } else {
                fields.add("flag", definition)
                fields.add("environments", .array(places.map(\.json)))
            }
        }
    }
}

extension ShowReport.Place {
    var json: JSONValue {
        JSONFields.build { fields in
            fields.add("environment", environment)
            fields.add("state", state)
            fields.add("exposure", exposure.json)
            fields.add("lastChange", lastChange?.json)
        }
    }
}
