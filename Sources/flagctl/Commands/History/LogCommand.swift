import ArgumentParser
import Workflows

struct LogCommand: FlagctlCommand {
    static let configuration = CommandConfiguration(
        commandName: "log", abstract: "Show the audit trail, newest first",
        discussion: "Example: flagctl log CSF --env production --limit 5")

    @Argument(help: "Only these flags", completion: .flags) var keys: [String] = []
    @Option(name: .shortAndLong, help: "Only this environment", completion: .environments)
    var env: String?
    @Option(name: [.long, .customShort("n")], help: "At most this many commits; 0 for all") var limit = 50

    @Option(help: ArgumentHelp("From a date on, or after a revision", valueName: "when"))
    var since: String?

    @OptionGroup(title: "Everywhere") var global: GlobalOptions

    func validate() throws {
        if limit < 0 { throw ValidationError("--limit must not be negative") }
    }

    func perform(_ surroundings: Surroundings, _ output: Output) async throws {
        let log = ShowLog(keys, in: env, limit: limit == 0 ? nil : limit, since: since)
        output.answer(try await log.run(surroundings.session))
    }
}
