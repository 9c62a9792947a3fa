import ArgumentParser
import Workflows

struct ShowCommand: FlagctlCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show a flag, now or at another time",
        discussion: "Example: flagctl show dreams.advanced --env production --at 2026-02-01")

    @Argument(help: "The flag", completion: .flags) var key: String
    @Option(name: .shortAndLong, help: "The environment; all if left out", completion: .environments)
    var env: String?
    @Option(help: ArgumentHelp("A revision or a date; HEAD if left out", valueName: "when")) var at: String?
    @OptionGroup(title: "Everywhere") var global: GlobalOptions

    func perform(_ surroundings: Surroundings, _ output: Output) async throws {
        output.answer(try await ShowFlag(key, in: env, at: at).run(surroundings.session))
    }
}
