import FlagModel
import Server
import Workflows

extension FlagServer.Started: TextReport {
    func lines(_ style: Style, isVerbose: Bool) -> [String] {
        let names = environments.map { "\($0.key) (\($0.flags) \($0.flags == 1 ? "flag" : "flags"))" }
        var lines = [
            "serving \(names.joined(separator: ", ")) of \(branch) at \(commit.prefix(8))",
            "on \(style.bold(url)), until Ctrl-C",
        ]
        if let site { lines.append("status site on \(style.bold(site))") }
        if !problemLines.isEmpty {
            lines.insert("the newest commit of \(branch) does not validate, so an older one is served:", at: 0)
            lines.insert(contentsOf: problemLines.map { "  \($0)" }, at: 1)
        }
        return lines
    }
}

extension NewKey: TextReport {
    /// The secret alone, so that `KEY=$(flagctl serve key create …)` has it.
    func lines(_ style: Style, isVerbose: Bool) -> [String] { [secret] }

    /// What a person has to know beside it.
    var advice: String {
        "opens \(key.environments.map(\.text).joined(separator: ", ")); keep it now, only its hash is stored"
    }
}

extension KeyList: TextReport {
    func lines(_ style: Style, isVerbose: Bool) -> [String] {
        guard !keys.isEmpty else { return ["no API keys; make one: flagctl serve key create NAME -e ENV"] }
        return keys.map { key in
            "\(key.name): \(key.environments.map(\.text).joined(separator: ", ")), since \(key.created.text)"
        }
    }
}

extension RemovedKey: TextReport {
    func lines(_ style: Style, isVerbose: Bool) -> [String] { ["removed the API key '\(key.name)'"] }
}
