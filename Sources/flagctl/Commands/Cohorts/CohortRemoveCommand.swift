import ArgumentParser
import Workflows

struct CohortRemoveCommand: EditingCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove", abstract: "Remove a cohort that nothing uses",
        discussion: "Example: flagctl cohort remove staff --env production")

    @Argument(help: "The key", completion: .cohorts) var key: String
    @OptionGroup var place: EnvironmentArgument
    @OptionGroup(title: "Editing") var editing: EditingArguments
    @OptionGroup(title: "Everywhere") var global: GlobalOptions

    func edit(_ session: Session, _ options: EditOptions) async throws -> EditReport {
        try await EditCohort(key, in: place.env, .remove).run(session, options)
    }
}
