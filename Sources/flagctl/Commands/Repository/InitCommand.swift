import ArgumentParser
import Workflows

struct InitCommand: FlagctlCommand {
    static let configuration = CommandConfiguration(
        commandName: "init", abstract: "Lay out a flag repository here or in PATH",
        discussion: "Example: flagctl init my-flags")

    @Argument(help: "The folder") var path = "."
    @Flag(help: "Do not tell git to run the hooks or to merge with flagctl") var noHooks = false
    @OptionGroup(title: "Everywhere") var global: GlobalOptions

    func perform(_ surroundings: Surroundings, _ output: Output) async throws {
        let folder = surroundings.path(path)
        output.show(try await InitialiseRepository(at: folder, installHooks: !noHooks).run(surroundings.session))
    }
}
