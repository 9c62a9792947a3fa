import ArgumentParser

struct CohortCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cohort", abstract: "Work with the cohorts of an environment",
        subcommands: [
            CohortListCommand.self, CohortShowCommand.self, CohortCreateCommand.self, CohortEditCommand.self,
            CohortRemoveCommand.self,
        ])
}
