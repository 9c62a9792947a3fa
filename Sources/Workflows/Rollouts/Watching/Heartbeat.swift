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
    static func read(_ git: Repository) throws -> Heartbeat? {
        guard let id = try git.target(of: reference) else { return nil }
        let value = try JSONDocument(parsing: git.blob(id)).value
        guard let time = value["time"]?.string.flatMap(Timestamp.init) else { return nil }
        let environments = value["environments"]?.array?.compactMap { $0.string.flatMap { EnvironmentKey($0) } }
        return Heartbeat(time: time, interval: value["interval"]?.number?.int, environments: environments)
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
