import ArgumentParser

struct RolloutCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rollout", abstract: "Carry out rollout plans, step by step and gate by gate",
        discussion: "Example: flagctl rollout start s4-ga -e production --approved-by priya",
        subcommands: [
            RolloutListCommand.self,
            RolloutStatusCommand.self,
            RolloutStartCommand.self,
            RolloutAttestCommand.self,
            RolloutTaskCommand.self,
            RolloutPromoteCommand.self,
            RolloutPauseCommand.self,
            RolloutResumeCommand.self,
            RolloutStopCommand.self,
            RolloutRollbackCommand.self,
            RolloutReportIncidentCommand.self,
            RolloutDrillCommand.self,
            RolloutExplainCommand.self,
            RolloutPlanCommand.self,
        ])
}

/// The plan that a verb is about.
struct PlanArgument: ParsableArguments {
    @Argument(help: "The rollout plan's key", completion: .plans) var plan: String
    @OptionGroup var place: EnvironmentArgument
}
