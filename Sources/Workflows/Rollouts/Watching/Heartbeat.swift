import Documents
import FlagModel
import FlagRepository
import Git

/// When a watcher looked last: a small JSON document that `refs/flagctl/heartbeat` points to.
///
/// It is no commit, so that looking changes no history and voids no approval.
struct Heartbeat: Sendable, Hashable {
    /// When it looked.
    let time: Timestamp
    /// How often it looks, in seconds; nothing for a single look.
    let interval: Int?
    /// The environments that it looks at; nothing for all.
    let environments: [EnvironmentKey]?

    static let prefix = "refs/flagctl/"
    static let reference = "refs/flagctl/heartbeat"

    /// The newest heartbeat; nothing where no watcher ever looked here.
    ///
    /// - Throws: a ``Failure`` of the code ``unreadable`` where it is none.
    static func read(_ git: Repository) throws -> Heartbeat? {
        guard let id = try git.target(of: reference) else { return nil }
        let bytes = try git.blob(id)
        do throws(JSONSyntaxError) {
            if let heartbeat = Heartbeat(try JSONDocument(parsing: bytes).value) { return heartbeat }
        } catch {
            throw failure(": \(error.message)")
        }
        throw failure("")
    }

    private init?(_ value: JSONValue) {
        guard let time = value["time"]?.string.flatMap(Timestamp.init) else { return nil }
        var environments: [EnvironmentKey]?
        if let named = value["environments"] {
            guard let texts = named.array?.map(\.string) else { return nil }
            let keys = texts.compactMap { $0.flatMap { EnvironmentKey($0) } }
            guard keys.count == texts.count else { return nil }
            environments = keys
        }
        self.init(time: time, interval: value["interval"]?.number?.int, environments: environments)
    }

    /// The code of the failure to read one.
    static let unreadable = "bad-heartbeat"

    private static func failure(_ why: String) -> Failure {
        Failure(
            unreadable, "\(reference) is no heartbeat of a watcher\(why)",
            hint: "the next look writes it anew: flagctl watch --once")
    }

    init(time: Timestamp, interval: Int?, environments: [EnvironmentKey]?) {
        self.time = time
        self.interval = interval
        self.environments = environments
    }

    /// Keeps it.
    func write(_ git: Repository) throws {
        var members: [(name: String, value: JSONValue)] = [("time", .string(time.text))]
        if let interval { members.append(("interval", .number(JSONNumber(interval)))) }
        if let environments {
            members.append(("environments", .array(environments.map { .string($0.text) })))
        }
        let id = try git.writeBlob(CanonicalJSON.bytes(of: .object(JSONObject(members))))
        try git.setReference(Self.reference, to: id)
    }

    /// Whether it is about an environment.
    func covers(_ environment: EnvironmentKey) -> Bool { environments?.contains(environment) ?? true }
}
