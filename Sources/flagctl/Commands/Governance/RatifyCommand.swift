import ArgumentParser
import Workflows

struct RatifyCommand: FlagctlCommand {
    static let configuration = CommandConfiguration(
        commandName: "ratify", abstract: "Sign that you have looked at a change that was made without approval",
        discussion: "Example: flagctl ratify 1f0c2d3e -m \"the rollback was right\"")

    @Argument(help: "The commit") var commit: String
    @OptionGroup(title: "Signing") var signing: SigningArguments
    @OptionGroup(title: "Everywhere") var global: GlobalOptions

    func perform(_ surroundings: Surroundings, _ output: Output) async throws {
        let ratify = RatifyChange(commit, signatory: signing.signatory, reason: signing.reason)
        output.show(try await ratify.run(surroundings.session))
    }
}
