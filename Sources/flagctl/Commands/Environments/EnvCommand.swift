import ArgumentParser
import Workflows

struct EnvCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "env", abstract: "Work with environments",
        subcommands: [EnvListCommand.self, EnvShowCommand.self, EnvCreateCommand.self])
}

struct EnvListCommand: FlagctlCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Show the environments and what their policies ask",
        discussion: "Example: flagctl env list")

    @OptionGroup(title: "Everywhere") var global: GlobalOptions

    func perform(_ surroundings: Surroundings, _ output: Output) async throws {
        output.answer(try ShowEnvironments().run(surroundings.session))
    }
}

struct EnvShowCommand: FlagctlCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show an environment", discussion: "Example: flagctl env show production")

    @Argument(help: "The key", completion: .environments) var key: String
    @OptionGroup(title: "Everywhere") var global: GlobalOptions

    func perform(_ surroundings: Surroundings, _ output: Output) async throws {
        output.answer(try ShowEnvironments(key).run(surroundings.session))
    }
}

struct EnvCreateCommand: EditingCommand {
    static let configuration = CommandConfiguration(
        commandName: "create", abstract: "Add an environment without flags",
        discussion: "Example: flagctl env create canary --name Canary --population 5000")

    @Argument(help: "The key") var key: String
    @Option(help: "The name for people") var name: String?
    @Option(help: ArgumentHelp("Its place among environments; the last if left out", valueName: "n")) var order: Int?
    @Option(help: ArgumentHelp("How many people it has", valueName: "n")) var population: Int?
    @OptionGroup(title: "Editing") var editing: EditingArguments
    @OptionGroup(title: "Everywhere") var global: GlobalOptions

    func edit(_ session: Session, _ options: EditOptions) async throws -> EditReport {
        try await CreateEnvironment(key, name: name, order: order, population: population).run(session, options)
    }
}
