import ArgumentParser
import Workflows

struct RolloutRollbackCommand: EditingCommand {
    static let configuration = CommandConfiguration(
        commandName: "rollback", abstract: "Take a run's flags down: at once, rung by rung, or but for some cohorts",
        discussion: """
            Example: flagctl rollout rollback s4-ga -e production -m "incident 4711"
            Example: flagctl rollout rollback dreams -e production --keep early-adopters
            """)

    @OptionGroup var plan: PlanArgument
    @OptionGroup var strategy: StrategyArguments
    @Flag(help: "Every flag that the run has set, not only those of its current phase") var all = false
    @OptionGroup(title: "Editing") var editing: EditingArguments
    @OptionGroup(title: "Everywhere") var global: GlobalOptions

    func edit(_ session: Session, _ options: EditOptions) async throws -> EditReport {
        try await RollBackRollout(plan.plan, in: plan.place.env, strategy: strategy.text(wholePlan: all))
            .run(session, options)
    }
}

/// How exposure goes down.
struct StrategyArguments: ParsableArguments {
    @Option(help: "How: immediate (off, one commit), gradual (down a ladder) or partial (but for kept cohorts)")
    var strategy: String?
    @Option(
        help: ArgumentHelp("A cohort that keeps exactly what it has; repeatable", valueName: "cohort"),
        completion: .cohorts)
    var keep: [String] = []
    @Option(help: ArgumentHelp("Percentages on the way down, such as 50,25,0", valueName: "percent")) var ladder:
        String?
    @Option(help: ArgumentHelp("The time on each rung, such as 10m", valueName: "time")) var every: String?

    var isEmpty: Bool { strategy == nil && keep.isEmpty && ladder == nil && every == nil }

    func text(wholePlan: Bool = false) -> StrategyText {
        StrategyText(
            strategy, keep: keep,
            ladder: ladder?.split(separator: ",").map { $0.filter { $0 != " " } } ?? [], every: every,
            wholePlan: wholePlan)
    }
}
