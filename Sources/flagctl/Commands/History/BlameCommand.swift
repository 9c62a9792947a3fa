import ArgumentParser
import Workflows

struct BlameCommand: FlagctlCommand {
    static let configuration = CommandConfiguration(
        commandName: "blame", abstract: "Show who last set each field and rule, approved by whom and why",
        discussion: "Example: flagctl blame dreams.advanced --env production")

    @Argument(help: "The flag", completion: .flags) var key: String
    @Option(name: .shortAndLong, help: "The environment; the definition if left out", completion: .environments)
    var env: String?
    @Option(help: ArgumentHelp("A revision or a date; HEAD if left out", valueName: "when")) var at: String?
    @OptionGroup(title: "Everywhere") var global: GlobalOptions

    func perform(_ surroundings: Surroundings, _ output: Output) async throws {
        output.answer(try await ShowBlame(key, in: env, at: at).run(surroundings.session))
    }
}
