import ArgumentParser
import Workflows

struct RolloutReportIncidentCommand: EditingCommand {
    static let configuration = CommandConfiguration(
        commandName: "report-incident", abstract: "Report to a guard what no metric shows; it acts at once",
        discussion: "Example: flagctl rollout report-incident notifications data-loss -e production -m \"history gone\""
    )

    @Argument(help: "The rollout plan's key") var plan: String
    @Argument(help: "The guard's key") var `guard`: String
    @OptionGroup var place: EnvironmentArgument
    @OptionGroup(title: "Editing") var editing: EditingArguments
    @OptionGroup(title: "Everywhere") var global: GlobalOptions

    func edit(_ session: Session, _ options: EditOptions) async throws -> EditReport {
        try await ReportIncident(to: self.guard, of: plan, in: place.env).run(session, options)
    }
}
