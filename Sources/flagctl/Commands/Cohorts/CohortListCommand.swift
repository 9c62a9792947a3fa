import ArgumentParser
import Workflows

struct CohortListCommand: FlagctlCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Show the cohorts of an environment",
        discussion: "Example: flagctl cohort list --env production")

    @OptionGroup var place: EnvironmentArgument
    @OptionGroup(title: "Everywhere") var global: GlobalOptions

    func perform(_ surroundings: Surroundings, _ output: Output) async throws {
        output.answer(try ShowCohorts(in: place.env).run(surroundings.session))
    }
}

struct CohortShowCommand: FlagctlCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show a cohort and the flags that target it",
        discussion: "Example: flagctl cohort show early-adopters --env production")

    @Argument(help: "The key", completion: .cohorts) var key: String
    @OptionGroup var place: EnvironmentArgument
    @OptionGroup(title: "Everywhere") var global: GlobalOptions

    func perform(_ surroundings: Surroundings, _ output: Output) async throws {
        output.answer(try ShowCohorts(key, in: place.env).run(surroundings.session))
    }
}
