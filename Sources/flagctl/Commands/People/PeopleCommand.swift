import ArgumentParser
import Workflows

struct PeopleCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "people", abstract: "Work with the people who approve",
        subcommands: [PeopleListCommand.self, PeopleAddCommand.self, PeopleRemoveCommand.self])
}

struct PeopleListCommand: FlagctlCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Show who the people are, their roles and keys",
        discussion: "Example: flagctl people list priya")

    @Argument(help: "One person's key; all if left out") var key: String?
    @OptionGroup(title: "Everywhere") var global: GlobalOptions

    func perform(_ surroundings: Surroundings, _ output: Output) async throws {
        output.answer(try ShowPeople(key).run(surroundings.session))
    }
}
