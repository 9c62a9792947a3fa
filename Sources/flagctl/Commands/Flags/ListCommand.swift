import ArgumentParser
import Workflows

struct ListCommand: FlagctlCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Show the status table of an environment",
        discussion: "Example: flagctl list --env production --group s4")

    @Option(name: .shortAndLong, help: "The environment; the last in order if left out", completion: .environments)
    var env: String?
    @Option(name: .shortAndLong, help: "Only flags of a group") var group: String?
    @Option(help: ArgumentHelp("A revision or a date; HEAD if left out", valueName: "when")) var at: String?
    @OptionGroup(title: "Everywhere") var global: GlobalOptions

    func perform(_ surroundings: Surroundings, _ output: Output) async throws {
        output.answer(try ListFlags(in: env, group: group, at: at).run(surroundings.session))
    }
}
