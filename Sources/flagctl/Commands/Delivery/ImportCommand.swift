import ArgumentParser
import Workflows

struct ImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Take over flags of another program",
        subcommands: [ImportFlagdCommand.self])
}

struct ImportFlagdCommand: EditingCommand {
    static let configuration = CommandConfiguration(
        commandName: "flagd", abstract: "Take over the flags of a flagd flag file",
        discussion: """
            What cannot be expressed is listed, and then nothing is written.

            Example: flagctl import flagd flags.flagd.json --env staging --dry-run
            """)

    @Argument(help: "The flag file, as JSON", completion: .file()) var file: String
    @OptionGroup var environment: EnvironmentArgument
    @Flag(help: "Leave out what cannot be expressed") var skipInexpressible = false
    @Flag(help: "Read == and the like, which convert types, as comparisons of the type they name") var assumeTypes =
        false
    @OptionGroup(title: "Editing") var editing: EditingArguments
    @OptionGroup(title: "Everywhere") var global: GlobalOptions

    var asksFirst: Bool { true }

    func edit(_ session: Session, _ options: EditOptions) async throws -> EditReport {
        let text = try Surroundings(global).text(ofFile: file)
        return try await ImportFlags(
            file, text: text, into: environment.env, skipsInexpressible: skipInexpressible, assumesTypes: assumeTypes
        ).run(session, options)
    }
}
