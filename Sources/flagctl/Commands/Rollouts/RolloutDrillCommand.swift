import ArgumentParser
import Connectors
import Workflows

struct RolloutDrillCommand: FlagctlCommand {
    static let configuration = CommandConfiguration(
        commandName: "drill", abstract: "Turn a plan's flags off for real and measure when a server serves it",
        discussion: """
            The flags are on again afterwards. The time is reported to the plan's run as the metric kill-switch-seconds, \
            where a run is under way and .flagctl/metrics.json has that metric.

            Example: flagctl rollout drill notifications -e staging --server http://127.0.0.1:8016
            """)

    @OptionGroup var plan: PlanArgument
    @Option(help: ArgumentHelp("The server that applications ask", valueName: "url"))
    var server = "http://127.0.0.1:8016"
    @Option(help: ArgumentHelp("The environment variable with the server's API key", valueName: "name"))
    var apiKeyVariable = "FLAGCTL_API_KEY"
    @OptionGroup(title: "Editing") var editing: EditingArguments
    @OptionGroup(title: "Everywhere") var global: GlobalOptions

    func validate() throws {
        if editing.dryRun || editing.propose {
            throw ValidationError("a drill is the real thing: leave out --dry-run and --propose")
        }
    }

    func perform(_ surroundings: Surroundings, _ output: Output) async throws {
        let asked = OFREPServer(url: server, key: surroundings.environment[apiKeyVariable])
        let start = ContinuousClock.now
        let drill = DrillKillSwitch(plan.plan, in: plan.place.env, server: asked) {
            let passed = start.duration(to: .now).components
            return Double(passed.seconds) + Double(passed.attoseconds) / 1e18
        }
        output.show(try await drill.run(surroundings.session, editing.options))
    }
}
