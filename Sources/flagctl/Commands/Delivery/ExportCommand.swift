import ArgumentParser
import Workflows

struct ExportCommand: FlagctlCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write an environment for applications and other programs",
        discussion: """
            Exact or refused: what the format cannot say is listed, and nothing is written.

            Example: flagctl export --format dotenv -e production -o .env.production
            """)

    @Option(help: "Write dotenv, flagd, kubernetes or json", completion: .list(ExportEnvironment.formats))
    var format: String
    @OptionGroup var environment: EnvironmentArgument
    @Option(help: ArgumentHelp("A revision or a date; HEAD if left out", valueName: "when")) var at: String?
    @Option(
        name: .shortAndLong, help: ArgumentHelp("The file; standard output if left out", valueName: "file"),
        completion: .file())
    var output: String?
    @Option(
        help: ArgumentHelp("Of a flag that differs, say its off or its on value: off or on", valueName: "value"),
        completion: .list(ExportEnvironment.partialChoices))
    var partial: String?
    @OptionGroup(title: "Everywhere") var quiet: QuietOptions

    var global: GlobalOptions { quiet.global(.text) }

    func perform(_ surroundings: Surroundings, _ output: Output) async throws {
        let text = try ExportEnvironment(environment.env, as: format, at: at, partial: partial)
            .run(surroundings.session)
        if let file = self.output {
            try output.save(text, to: surroundings.path(file), called: file)
        } else {
            output.write(text)
        }
    }
}
