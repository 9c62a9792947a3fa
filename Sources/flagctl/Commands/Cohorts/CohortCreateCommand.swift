import ArgumentParser
import Workflows

struct CohortCreateCommand: EditingCommand {
    static let configuration = CommandConfiguration(
        commandName: "create", abstract: "Add a cohort",
        discussion: """
            Example: flagctl cohort create staff --env production --match \\
            '{"attribute": "email", "operator": "endsWith", "value": "@example.com"}'
            """)

    @Argument(help: "The key") var key: String
    @OptionGroup var place: EnvironmentArgument
    @OptionGroup var cohort: CohortTraits

    @Option(help: ArgumentHelp("Copy the cohort of the same key from another environment", valueName: "env"))
    var like: String?

    @OptionGroup(title: "Editing") var editing: EditingArguments
    @OptionGroup(title: "Everywhere") var global: GlobalOptions

    func validate() throws {
        if like == nil, cohort.match == nil { throw ValidationError("a cohort needs a condition: give --match or --like") }
    }

    func edit(_ session: Session, _ options: EditOptions) async throws -> EditReport {
        var traits = cohort.traits
        traits.like = like
        return try await EditCohort(key, in: place.env, .create, traits: traits).run(session, options)
    }
}
