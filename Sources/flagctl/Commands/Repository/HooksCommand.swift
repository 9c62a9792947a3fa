import ArgumentParser
import Workflows

struct HooksCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hooks", abstract: "Make git check commits to this repository",
        subcommands: [HooksInstallCommand.self])
}

struct HooksInstallCommand: FlagctlCommand {
    static let configuration = CommandConfiguration(
        commandName: "install", abstract: "Set core.hooksPath to the repository's hooks folder, and the merge driver",
        discussion: "Example: flagctl hooks install")

    @Flag(help: "Take the place of other hooks") var force = false
    @OptionGroup(title: "Everywhere") var global: GlobalOptions

    func perform(_ surroundings: Surroundings, _ output: Output) async throws {
        output.show(try InstallHooks(force: force).run(surroundings.session))
    }
}
