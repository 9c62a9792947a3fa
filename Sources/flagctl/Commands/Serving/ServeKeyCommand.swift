import ArgumentParser
import Server
import Workflows

struct ServeKeyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "key", abstract: "Make, list and remove API keys of 'serve'",
        subcommands: [ServeKeyCreateCommand.self, ServeKeyListCommand.self, ServeKeyRemoveCommand.self])
}

/// Where the API keys are.
struct KeyFileArgument: ParsableArguments {
    @Option(
        help: ArgumentHelp("The file of API keys; in the git folder if left out", valueName: "file"),
        completion: .file())
    var keys: String?

    func cabinet(_ surroundings: Surroundings) throws -> KeyCabinet {
        try KeyCabinet(surroundings.session.location, file: keys.map(surroundings.path))
    }
}

struct ServeKeyCreateCommand: FlagctlCommand {
    static let configuration = CommandConfiguration(
        commandName: "create", abstract: "Make an API key for environments, and print it once",
        discussion: """
            Only a hash is kept, so the key cannot be printed again. Servers that run take it within a second.

            Example: flagctl serve key create web-shop --env production
            """)

    @Argument(help: "What people call the key") var name: String
    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("An environment that it opens, again for more", valueName: "environment"),
        completion: .environments)
    var env: [String]
    @OptionGroup var file: KeyFileArgument
    @OptionGroup(title: "Everywhere") var global: GlobalOptions

    func perform(_ surroundings: Surroundings, _ output: Output) async throws {
        do {
            let made = try file.cabinet(surroundings).create(name, for: env, at: surroundings.session.now)
            output.answer(made)
            output.advise(made.advice)
        } catch {
            throw Failure(serving: error)
        }
    }
}

struct ServeKeyListCommand: FlagctlCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the API keys",
        discussion: "Example: flagctl serve key list")

    @OptionGroup var file: KeyFileArgument
    @OptionGroup(title: "Everywhere") var global: GlobalOptions

    func perform(_ surroundings: Surroundings, _ output: Output) async throws {
        do {
            output.answer(try file.cabinet(surroundings).list())
        } catch {
            throw Failure(serving: error)
        }
    }
}

struct ServeKeyRemoveCommand: FlagctlCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove", abstract: "Remove an API key",
        discussion: """
            Servers that run refuse it within a second.

            Example: flagctl serve key remove web-shop
            """)

    @Argument(help: "The key's name") var name: String
    @OptionGroup var file: KeyFileArgument
    @OptionGroup(title: "Everywhere") var global: GlobalOptions

    func perform(_ surroundings: Surroundings, _ output: Output) async throws {
        do {
            output.show(try file.cabinet(surroundings).remove(name))
        } catch {
            throw Failure(serving: error)
        }
    }
}
