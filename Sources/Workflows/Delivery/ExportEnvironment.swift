import Documents
import Exchange
import FlagModel
import FlagRepository

/// Writes an environment in a format that applications and other programs read, exactly or not at all.
public struct ExportEnvironment: Sendable {
    /// The formats' names in the order in which help lists them.
    public static let formats = ExportFormats.all.map(\.name)
    /// What may be said of a flag that differs.
    public static let partialChoices = ExportOptions.Partial.allCases.map(\.rawValue)

    /// The format's name.
    public var format: String
    /// The environment.
    public var environment: String
    /// The revision or date; HEAD where nothing is given.
    public var at: String?
    /// What a format with one value for everybody says of a flag that differs; nothing refuses it.
    public var partial: String?

    /// Names environment and format.
    public init(_ environment: String, as format: String, at: String? = nil, partial: String? = nil) {
        self.format = format
        self.environment = environment
        self.at = at
        self.partial = partial
    }

    /// Gives the text of the export.
    ///
    /// - Throws: a failure that ``Failure/init(_:)`` describes; one with every row that the format cannot say.
    public func run(_ session: Session) throws -> String {
        guard let format = ExportFormats.named(format) else {
            throw Failure(
                "usage", "'\(self.format)' is no format", hint: "there are: \(Self.formats.joined(separator: ", "))",
                status: .usage)
        }
        let options = ExportOptions(partial: partial.flatMap { ExportOptions.Partial(rawValue: $0) })
        if partial != nil, !format.isForEverybody || options.partial == nil {
            throw Failure(
                "usage", "--partial is off or on, and for formats that have one value for everybody", status: .usage)
        }
        let snapshot = try session.snapshot(at: at)
        let key = try snapshot.environmentKey(environment)
        do {
            return try format.text(of: try snapshot.content(of: key), options)
        } catch let refusal as ExportRefusal {
            throw try failure(refusal, of: key, snapshot, format)
        }
    }

    private func failure(
        _ refusal: ExportRefusal, of environment: EnvironmentKey, _ snapshot: Snapshot, _ format: any ExportFormat
    ) throws -> Failure {
        let findings = try refusal.list.map { try finding($0, in: environment, snapshot) }
        let count = Set(refusal.list.map(\.flag)).count
        let what =
            refusal.list.contains { $0.flag == nil } ? environment.text : count == 1 ? "1 flag" : "\(count) flags"
        return Failure(
            "inexpressible", "\(what) of \(environment) cannot be said in \(format.name), so nothing was written",
            hint: format.isForEverybody && partial == nil
                ? "say which value stands for flags that differ: --partial off" : nil,
            findings: findings)
    }

    private func finding(
        _ problem: Inexpressible, in environment: EnvironmentKey, _ snapshot: Snapshot
    ) throws -> Finding {
        guard let flag = problem.flag, let key = FlagKey(flag) else {
            return Finding(
                rule: "inexpressible", path: DocumentKind.environment(environment).path, message: problem.reason)
        }
        let kind = DocumentKind.state(environment, key)
        let document = try snapshot.document(kind)
        let place: JSONPath?
        let row: String
        switch problem.row {
        case .rule(let cohort):
            row = ", \(cohort)"
            place = document?.root[member: "rules"]?.array?
                .firstIndex { $0[member: "cohort"]?.string == cohort.text }
                .map { ["rules", .index($0)] }
        case .fallthrough:
            row = ", everybody else"
            place = ["fallthrough"]
        case nil:
            row = ""
            place = nil
        }
        let node = place.flatMap { document?.node(at: $0) }
        return Finding(
            rule: "inexpressible", path: kind.path,
            position: node.flatMap { document?.position(of: $0.range.lowerBound) },
            message: "\(key)\(row): \(problem.reason)")
    }
}
