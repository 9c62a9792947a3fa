import ArgumentParser
import Workflows

struct CohortEditCommand: EditingCommand {
    static let configuration = CommandConfiguration(
        commandName: "edit", abstract: "Change a cohort",
        discussion: "Example: flagctl cohort edit early-adopters --env production --share 12")

    @Argument(help: "The key", completion: .cohorts) var key: String
    @OptionGroup var place: EnvironmentArgument
    @OptionGroup var cohort: CohortTraits
    @OptionGroup(title: "Editing") var editing: EditingArguments
    @OptionGroup(title: "Everywhere") var global: GlobalOptions

    func validate() throws {
        if cohort.isEmpty { throw ValidationError("say what changes, such as --share 12") }
    }

    func edit(_ session: Session, _ options: EditOptions) async throws -> EditReport {
        try await EditCohort(key, in: place.env, .edit, traits: cohort.traits).run(session, options)
    }
}
