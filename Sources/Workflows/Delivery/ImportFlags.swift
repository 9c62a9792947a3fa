import Documents
import Exchange
import FlagModel
import FlagRepository

/// Takes flags of another program over into an environment, like any other edit.
public struct ImportFlags: Sendable {
    /// The file's name, for messages.
    public var file: String
    /// The file's text.
    public var text: String
    /// The environment.
    public var environment: String
    /// Whether to leave out what cannot be expressed, instead of writing nothing.
    public var skipsInexpressible: Bool
    /// Whether to read comparisons that convert types as comparisons of the type that they name.
    public var assumesTypes: Bool

    /// Names file and environment.
    public init(
        _ file: String, text: String, into environment: String, skipsInexpressible: Bool = false,
        assumesTypes: Bool = false
    ) {
        self.file = file
        self.text = text
        self.environment = environment
        self.skipsInexpressible = skipsInexpressible
        self.assumesTypes = assumesTypes
    }

    private static let limits = JSONLimits(depth: JSONLimits.greatestDepth, bytes: 64 << 20)

    /// Commits the flags.
    ///
    /// - Throws: a failure that ``Failure/init(_:)`` describes; one with everything that cannot be expressed.
    public func run(_ session: Session, _ options: EditOptions) async throws -> EditReport {
        let document = try self.document()
        return try await Editing(session: session, options: options).run { draft in
            let environment = try draft.base.environmentKey(environment)
            let found = FlagdImport(
                document.value, into: try draft.base.content(of: environment),
                definitions: try draft.base.flagKeys().compactMap { try draft.base.flag($0) },
                assumesTypes: assumesTypes, today: session.today)
            let findings = found.inexpressible.map { finding($0, document) }
            guard findings.isEmpty || skipsInexpressible else { throw failure(findings) }
            guard !found.flags.isEmpty || !found.unchanged.isEmpty else {
                throw Failure("nothing-to-import", "'\(file)' has no flag that can be imported", findings: findings)
            }
            for cohort in found.cohorts { try draft.create(.cohort(environment, cohort.key), cohort.json) }
            for flag in found.flags { try add(flag, in: environment, to: &draft) }
            let keys = found.flags.isEmpty ? found.unchanged : found.flags.map(\.definition.key)
            let count = keys.count == 1 ? keys[0].text : "\(keys.count) flags"
            let unchanged = found.unchanged.sorted().map(\.text).joined(separator: ", ")
            return Editing.Intent(
                subject: "Import \(count) from flagd into \(environment)", operation: "import",
                flags: keys, environment: environment,
                notes: (unchanged.isEmpty ? [] : ["already so: \(unchanged)"]) + found.notes
                    + findings.map { "left out \($0.message)" })
        }
    }

    private func document() throws -> JSONDocument {
        let document: JSONDocument
        do throws(JSONSyntaxError) {
            document = try JSONDocument(parsing: Array(text.utf8), limits: Self.limits)
        } catch {
            throw Failure("bad-file", "'\(file)' is no JSON", findings: [Finding(error, path: file)])
        }
        guard document.root[member: "flags"] != nil else {
            throw Failure("no-flags", "'\(file)' is no flagd flag file: it has no member 'flags'")
        }
        return document
    }

    /// Field by field where there is a state already, so that its bytes stay where nothing changes.
    private func add(_ flag: FlagdImport.Flag, in environment: EnvironmentKey, to draft: inout Draft) throws {
        let key = flag.definition.key
        if flag.isNew { try draft.create(.flag(key), flag.definition.json) }
        let kind = DocumentKind.state(environment, key)
        guard let ours = try draft.base.document(kind) else { return try draft.create(kind, flag.state.json) }
        let merge = try FieldMerge(base: ours, ours: ours, theirs: JSONDocument(flag.state.json), kind: kind)
        if merge.isChanged { try draft.set(kind, to: merge.result) }
    }

    private func finding(_ problem: Inexpressible, _ document: JSONDocument) -> Finding {
        let flags = document.root[member: "flags"]
        let node = problem.flag.flatMap { key in
            flags?[member: key] ?? flags?.array?.first { $0[member: "key"]?.string == key }
        }
        return Finding(
            rule: "inexpressible", path: file, position: node.map { document.position(of: $0.range.lowerBound) },
            message: "\(problem.flag ?? environment): \(problem.reason)")
    }

    private func failure(_ findings: [Finding]) -> Failure {
        let count = findings.count == 1 ? "1 flag" : "\(findings.count) flags"
        return Failure(
            "inexpressible", "\(count) of '\(file)' cannot be expressed, so nothing was written",
            hint: "import the others: --skip-inexpressible", findings: findings)
    }
}
