import ArgumentParser
import Workflows

struct LandCommand: FlagctlCommand {
    static let configuration = CommandConfiguration(
        commandName: "land", abstract: "Put an approved branch on the protected one, as one commit with its statements",
        discussion: "Example: flagctl land flagctl/csf-on")

    @Argument(help: "The branch") var branch: String
    @Flag(help: "Do it without approval, signed with your reason; somebody else has to ratify it") var breakGlass =
        false
    @Flag(help: "Show what would happen and write nothing") var dryRun = false
    @OptionGroup(title: "Signing") var signing: SigningArguments
    @OptionGroup(title: "Everywhere") var global: GlobalOptions

    func perform(_ surroundings: Surroundings, _ output: Output) async throws {
        let land = LandBranch(
            branch, breaksGlass: breakGlass, reason: signing.reason, signatory: signing.signatory, dryRun: dryRun)
        output.show(try await land.run(surroundings.session))
    }
}
