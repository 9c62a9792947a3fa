import ArgumentParser
import Workflows

struct RolloutPauseCommand: EditingCommand {
    static let configuration = CommandConfiguration(
        commandName: "pause", abstract: "Stop a run's clock; its guards stay on duty",
        discussion: "Example: flagctl rollout pause s4-ga -e production -m \"many tickets\"")

    @OptionGroup var plan: PlanArgument
    @OptionGroup(title: "Editing") var editing: EditingArguments
    @OptionGroup(title: "Everywhere") var global: GlobalOptions

    func edit(_ session: Session, _ options: EditOptions) async throws -> EditReport {
        try await ControlRollout(.pause, plan.plan, in: plan.place.env).run(session, options)
    }
}

struct RolloutResumeCommand: EditingCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume", abstract: "Let a paused run go on, with the plan as it is now",
        discussion: """
            The policy is asked as for a start. A run whose approval ran out is resumed too, which renews it.
            Example: flagctl rollout resume s4-ga -e production --approved-by priya
            """)

    @OptionGroup var plan: PlanArgument
    @OptionGroup(title: "Editing") var editing: EditingArguments
    @OptionGroup(title: "Everywhere") var global: GlobalOptions

    func edit(_ session: Session, _ options: EditOptions) async throws -> EditReport {
        try await ControlRollout(.resume, plan.plan, in: plan.place.env).run(session, options)
    }
}

struct RolloutStopCommand: EditingCommand {
    static let configuration = CommandConfiguration(
        commandName: "stop", abstract: "End a run; what is on stays on",
        discussion: "Example: flagctl rollout stop s4-ga -e production -m \"bus comes later\"")

    @OptionGroup var plan: PlanArgument
    @OptionGroup(title: "Editing") var editing: EditingArguments
    @OptionGroup(title: "Everywhere") var global: GlobalOptions

    func edit(_ session: Session, _ options: EditOptions) async throws -> EditReport {
        try await ControlRollout(.stop, plan.plan, in: plan.place.env).run(session, options)
    }
}
