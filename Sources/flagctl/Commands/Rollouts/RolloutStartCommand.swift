import ArgumentParser
import Workflows

struct RolloutStartCommand: EditingCommand {
    static let configuration = CommandConfiguration(
        commandName: "start", abstract: "Start a run of a plan; approving it approves the plan's steps",
        discussion: "Example: flagctl rollout start s4-ga -e production --approved-by priya")

    @OptionGroup var plan: PlanArgument
    @OptionGroup(title: "Editing") var editing: EditingArguments
    @OptionGroup(title: "Everywhere") var global: GlobalOptions

    func edit(_ session: Session, _ options: EditOptions) async throws -> EditReport {
        try await StartRollout(plan.plan, in: plan.place.env).run(session, options)
    }
}
