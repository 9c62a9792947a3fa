import ArgumentParser
import Workflows

/// What a cohort is.
struct CohortTraits: ParsableArguments {
    @Option(help: "The name for people") var name: String?
    @Option(help: ArgumentHelp("Who they are", valueName: "text")) var description: String?
    @Option(help: ArgumentHelp("The expected percentage of everybody", valueName: "percent")) var share: String?

    @Option(help: ArgumentHelp("How long after the first release they follow, such as P7D", valueName: "duration"))
    var releaseDelay: String?

    @Option(help: ArgumentHelp("The condition as JSON", valueName: "json")) var match: String?

    var traits: EditCohort.Traits {
        var traits = EditCohort.Traits()
        traits.name = name
        traits.description = description
        traits.share = share
        traits.releaseDelay = releaseDelay
        traits.match = match
        return traits
    }

    var isEmpty: Bool { [name, description, share, releaseDelay, match].allSatisfy { $0 == nil } }
}
