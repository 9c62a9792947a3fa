import Documents
import FlagModel
import Server
import Workflows

/// What a server says when it has started.
struct StartReport: TextReport {
    private let started: FlagServer.Started

    init(_ started: FlagServer.Started) { self.started = started }

    /// `{"url", "branch", "commit", "environments": [{"environment", "flags"}], "problems": [finding]}`.
    var json: JSONValue {
        [
            "url": .string(started.url), "branch": .string(started.branch), "commit": .string(started.commit),
            "environments": .array(
                started.environments.map {
                    ["environment": .string($0.key), "flags": .number(JSONNumber($0.flags))]
                }),
            "problems": .array(started.problems.map(\.json)),
        ]
    }

    func lines(_ style: Style, isVerbose: Bool) -> [String] {
        let names = started.environments.map { "\($0.key) (\($0.flags) \($0.flags == 1 ? "flag" : "flags"))" }
        var lines = [
            "serving \(names.joined(separator: ", ")) of \(started.branch) at \(started.commit.prefix(8))",
            "on \(style.bold(started.url)), until Ctrl-C",
        ]
        if !started.problems.isEmpty {
            lines.insert("the newest commit of \(started.branch) does not validate, so an older one is served:", at: 0)
            lines.insert(contentsOf: started.problems.map { "  \($0.text)" }, at: 1)
        }
        return lines
    }
}

/// A new API key.
struct NewKeyReport: TextReport {
    let key: APIKey
    let secret: String

    /// `{"name", "environments", "created", "key"}`.
    var json: JSONValue {
        guard case .object(let object) = key.report else { return key.report }
        return .object(JSONObject(object.members.map { ($0.name, $0.value) } + [("key", .string(secret))]))
    }

    /// The secret alone, so that `KEY=$(flagctl serve key create …)` has it.
    func lines(_ style: Style, isVerbose: Bool) -> [String] { [secret] }

    /// What a person has to know beside it.
    var advice: String {
        "opens \(key.environments.map(\.text).joined(separator: ", ")); keep it now, only its hash is stored"
    }
}

/// The API keys that there are.
struct KeysReport: TextReport {
    let keys: [APIKey]

    /// `{"keys": [{"name", "environments", "created"}]}`.
    var json: JSONValue { ["keys": .array(keys.map(\.report))] }

    func lines(_ style: Style, isVerbose: Bool) -> [String] {
        guard !keys.isEmpty else { return ["no API keys; make one: flagctl serve key create NAME -e ENV"] }
        return keys.map { key in
            "\(key.name): \(key.environments.map(\.text).joined(separator: ", ")), since \(key.created.text)"
        }
    }
}

/// An API key that is gone.
struct RemovedKeyReport: TextReport {
    let key: APIKey

    /// `{"removed": {"name", "environments", "created"}}`.
    var json: JSONValue { ["removed": key.report] }

    func lines(_ style: Style, isVerbose: Bool) -> [String] { ["removed the API key '\(key.name)'"] }
}
