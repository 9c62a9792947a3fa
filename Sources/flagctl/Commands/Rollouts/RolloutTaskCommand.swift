import ArgumentParser
import Workflows

struct RolloutTaskCommand: EditingCommand {
    static let configuration = CommandConfiguration(
        commandName: "task", abstract: "Tick a task or prerequisite of a run",
        discussion: "Example: flagctl rollout task s4-ga po-approval -e production -m agreed")

    @Argument(help: "The rollout plan's key") var plan: String
    @Argument(help: "The task: PHASE/TASK, or a task of the current phase") var task: String
    @OptionGroup var place: EnvironmentArgument
    @Flag(help: "Take the tick away") var undo = false
    @OptionGroup(title: "Editing") var editing: EditingArguments
    @OptionGroup(title: "Everywhere") var global: GlobalOptions

    func edit(_ session: Session, _ options: EditOptions) async throws -> EditReport {
        try await TickTask(task, of: plan, in: place.env, done: !undo).run(session, options)
    }
}
