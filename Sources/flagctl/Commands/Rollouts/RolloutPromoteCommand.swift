import ArgumentParser
import Workflows

struct RolloutPromoteCommand: FlagctlCommand {
    static let configuration = CommandConfiguration(
        commandName: "promote", abstract: "Say go for your roles at a gate, and pass it where nothing else is missing",
        discussion: "Example: flagctl rollout promote s4-ga -e production -m \"48 h clean\"")

    @OptionGroup var plan: PlanArgument
    @OptionGroup(title: "Editing") var editing: EditingArguments
    @OptionGroup(title: "Everywhere") var global: GlobalOptions

    func perform(_ surroundings: Surroundings, _ output: Output) async throws {
        let measurements = try Measuring.measurements(surroundings)
        let reports = try await PromoteRollout(plan.plan, in: plan.place.env, gathering: measurements)
            .run(surroundings.session, editing.options)
        output.show(PromotionReport(commits: reports))
    }
}
