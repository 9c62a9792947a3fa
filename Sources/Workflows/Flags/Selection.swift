import Documents
import FlagModel
import FlagRepository

/// Which flags a verb is about: keys, a group, or all.
public struct Selection: Sendable, Hashable {
    /// Keys as typed; `ALL` stands for every flag with a state in the environment.
    public var keys: [String]
    /// A group's key.
    public var group: String?

    /// Creates a selection.
    public init(keys: [String], group: String? = nil) {
        self.keys = keys
        self.group = group
    }

    /// The word for every flag.
    public static let all = "ALL"

    /// Whether the selection was made by a name for many flags.
    var isCollective: Bool { group != nil || keys == [Self.all] }

    /// The selection in words: `CSF`, `CSF and CHAT`, `group s4 (5 flags)`, `ALL (8 flags)`.
    func text(_ flags: [FlagKey]) -> String {
        let count = flags.count == 1 ? "1 flag" : "\(flags.count) flags"
        if let group { return "group \(group) (\(count))" }
        if keys == [Self.all] { return "\(Self.all) (\(count))" }
        switch flags.count {
        case 0: return keys.joined(separator: ", ")
        case 1: return flags[0].text
        case 2...3: return flags.map(\.text).listed
        default: return "\(flags.count) flags"
        }
    }

    /// The flags that are meant, each once and sorted.
    ///
    /// - Throws: a ``Failure`` for an empty or unknown selection.
    func flags(in environment: EnvironmentKey, of snapshot: Snapshot) throws -> [FlagKey] {
        if let group {
            guard keys.isEmpty else {
                throw Failure("usage", "give flags or a group, not both", status: .usage)
            }
            return try flags(ofGroup: group, in: environment, of: snapshot)
        }
        if keys == [Self.all] { return try snapshot.stateKeys(in: environment) }
        guard !keys.isEmpty else {
            throw Failure(
                "usage", "no flag is named", hint: "name flags, or give --group GROUP, or ALL", status: .usage)
        }
        return Set(try keys.map { try snapshot.flagKey($0) }).sorted()
    }

    private func flags(
        ofGroup group: String, in environment: EnvironmentKey, of snapshot: Snapshot
    ) throws -> [FlagKey] {
        var known: Set<String> = []
        var found: [FlagKey] = []
        for key in try snapshot.stateKeys(in: environment) {
            let groups = try snapshot.flag(key)?.groups ?? []
            known.formUnion(groups.map(\.text))
            if groups.contains(where: { $0.text == group }) { found.append(key) }
        }
        guard !found.isEmpty else {
            let names = known.sorted()
            throw Failure(
                "unknown-group", "no flag of \(environment) is in group '\(group)'",
                hint: nearest(group, among: names).map { "did you mean '\($0)'?" }
                    ?? (names.isEmpty
                        ? "see its flags: flagctl list --env \(environment)"
                        : "there are: \(names.joined(separator: ", "))"))
        }
        return found
    }
}
