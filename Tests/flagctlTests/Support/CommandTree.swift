import Foundation
import TestSupport

/// The verbs and options of the real program, as it tells them itself.
struct CommandTree: Decodable {
    struct Command: Decodable {
        let commandName: String
        let subcommands: [Command]?
        let arguments: [Argument]?
    }

    struct Argument: Decodable {
        struct Name: Decodable {
            let kind: String
            let name: String
        }

        let kind: String
        let names: [Name]?
    }

    let command: Command

    /// Asks the program.
    static func read() async throws -> CommandTree {
        let dump = try await FlagctlBinary.run(["--experimental-dump-help"], in: "/", environment: [:])
        return try JSONDecoder().decode(CommandTree.self, from: Data(dump.output.utf8))
    }

    /// Every command with the words that lead to it, `flagctl` first.
    var commands: [(path: [String], command: Command)] {
        func walk(_ command: Command, _ path: [String]) -> [(path: [String], command: Command)] {
            let here = path + [command.commandName]
            return [(here, command)]
                + (command.subcommands ?? []).filter { $0.commandName != "help" }.flatMap { walk($0, here) }
        }
        return walk(command, [])
    }

    /// The words that lead to each command.
    var paths: [[String]] { commands.map(\.path) }

    /// The verbs, without `flagctl`.
    var verbs: [String] { paths.dropFirst().map { $0[$0.count - 1] } }

    /// The long options of all verbs.
    var options: Set<String> { commands.reduce(into: []) { $0.formUnion($1.command.options) } }
}

extension CommandTree.Command {
    /// The long options, without those that every program has.
    var options: Set<String> {
        let names = (arguments ?? []).flatMap { $0.names ?? [] }.filter { $0.kind == "long" }.map { "--\($0.name)" }
        return Set(names).subtracting(["--help", "--version"])
    }
}
