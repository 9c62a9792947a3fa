import ArgumentParser
import Workflows

struct RefsCommand: FlagctlCommand {
    static let configuration = CommandConfiguration(
        commandName: "refs", abstract: "Show where code mentions flags",
        discussion: """
            Searches the text files that git tracks below PATH, in this repository or another one, for keys and \
            environment variables of flags.
            Example: flagctl refs ../web-portal
            """)

    @Argument(help: "A folder of a git repository", completion: .directory) var path: String
    @OptionGroup(title: "Everywhere") var global: GlobalOptions

    func perform(_ surroundings: Surroundings, _ output: Output) async throws {
        let search = FindReferences(in: surroundings.path(path), called: path)
        output.answer(try await search.run(surroundings.session))
    }
}
