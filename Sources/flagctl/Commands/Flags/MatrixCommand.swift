import ArgumentParser
import Workflows

struct MatrixCommand: FlagctlCommand {
    static let configuration = CommandConfiguration(
        commandName: "matrix", abstract: "Show flags by cohorts, with the exposed percentage",
        discussion: "Example: flagctl matrix --env production")

    @OptionGroup var place: EnvironmentArgument
    @Option(help: ArgumentHelp("A revision or a date; HEAD if left out", valueName: "when")) var at: String?
    @OptionGroup(title: "Everywhere") var global: GlobalOptions

    func perform(_ surroundings: Surroundings, _ output: Output) async throws {
        output.answer(try ShowMatrix(in: place.env, at: at).run(surroundings.session))
    }
}
