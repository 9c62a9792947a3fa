import ArgumentParser
import Workflows

struct RolloutListCommand: FlagctlCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Show every rollout plan, where its run stands and what it waits for",
        discussion: "Example: flagctl rollout list --env production")

    @Option(name: .shortAndLong, help: "The environment; all if left out", completion: .environments)
    var env: String?
    @OptionGroup(title: "Everywhere") var global: GlobalOptions

    func perform(_ surroundings: Surroundings, _ output: Output) async throws {
        output.answer(try ListRollouts(in: env).run(surroundings.session))
    }
}

struct RolloutStatusCommand: FlagctlCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Show the board of one rollout: where it stands and what comes next",
        discussion: """
            Criteria and guards are measured now; nothing is decided or written.

            Example: flagctl rollout status s4-ga --env production
            """)

    @OptionGroup var plan: PlanArgument
    @Flag(help: "Do not ask for metrics") var noMeasure = false
    @OptionGroup(title: "Everywhere") var global: GlobalOptions

    func perform(_ surroundings: Surroundings, _ output: Output) async throws {
        let gathering = noMeasure ? nil : try Measuring.measurements(surroundings)
        output.answer(
            try await ShowRollout(plan.plan, in: plan.place.env, gathering: gathering).run(surroundings.session))
    }
}

struct RolloutExplainCommand: FlagctlCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain", abstract: "Decide again what a commit decided about rollouts, on the evidence it kept",
        discussion: """
            Exits with 1 where the evidence comes to something else, or the commit changes more.

            Example: flagctl rollout explain HEAD
            """)

    @Argument(help: "The commit") var commit: String
    @OptionGroup(title: "Everywhere") var global: GlobalOptions

    func perform(_ surroundings: Surroundings, _ output: Output) async throws {
        let report = try ExplainDecision(commit).run(surroundings.session)
        output.answer(report)
        if !report.isSame { throw ExitCode(ExitStatus.refused.rawValue) }
    }
}
