public import Documents
import FlagModel
import FlagRepository
import Git
import Governance

/// Which commit last set each field and rule of a flag.
public struct ShowBlame: Sendable {
    /// The flag.
    public var key: String
    /// The environment; only the definition where nothing is given.
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
    public func run(_ session: Session) async throws -> BlameReport {
        let repository = try session.repository()
        let tip = try at.map { try repository.commitID(at: $0) } ?? repository.headCommit()
        let snapshot = try repository.snapshot(at: tip)
        let key = try snapshot.flagKey(key)
        var document = DocumentKind.flag(key)
        if let environment {
            let environment = try snapshot.environmentKey(environment)
            document = .state(environment, key)
            _ = try snapshot.requireState(key, in: environment)
        }
        let blame = try Blame(document, in: repository, at: tip)
        let lines = blame.lines.filter { $0.field.names != ["$schema"] }
        let proven = try await ProvenApprovals.of(lines.map(\.commit), in: repository, location: session.location)
        return BlameReport(
            file: document.path,
            lines: lines.map { line in
                BlameReport.Line(
                    path: line.field.description, value: line.value,
                    commit: CommitReport(line.commit, proven: proven[line.commit.id] ?? []))
            })
    }
}

/// Which commit last set each field.
public struct BlameReport: Report {
    /// One field.
    public struct Line: Sendable {
        /// The field.
        public let path: String
        let value: JSONValue
        /// The commit that set it.
        public let commit: CommitReport

        /// The value as compact JSON.
        public var valueText: String { CanonicalJSON.compact(value) }
    }

    /// The document.
    public let file: String
    /// Its fields in the order in which they stand.
    public let lines: [Line]

    /// `{"file", "fields": [{"path", "value", "commit", "parent", "time", "author", "approvers", …}]}`.
    public var json: JSONValue {
        JSONFields.build { fields in
            fields.add("file", file)
            fields.add(
                "fields",
                .array(
                    lines.map { line in
                        JSONFields.build { fields in
                            fields.add("path", line.path)
                            fields.add("value", line.value)
                            line.commit.add(to: &fields)
                        }
                    }))
        }
    }
}
