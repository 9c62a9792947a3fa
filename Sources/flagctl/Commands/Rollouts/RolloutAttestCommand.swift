import ArgumentParser
import FlagModel
import Workflows

struct RolloutAttestCommand: EditingCommand {
    static let configuration = CommandConfiguration(
        commandName: "attest", abstract: "Say go or no-go at a gate, or report a value that people measure",
        discussion: """
            Example: flagctl rollout attest s4-ga -e production --go -m "48 h clean"
            Example: flagctl rollout attest notifications -e production --metric open-p0-bugs --value 0
            """)

    @OptionGroup var plan: PlanArgument
    @Option(help: "The role that speaks; every role of the gate that you hold if left out") var role: String?
    @Flag(help: "Go") var go = false
    @Flag(help: "No-go: the gate stays closed until the role says go") var noGo = false
    @Option(help: "A metric that people report") var metric: String?
    @Option(help: ArgumentHelp("Its value", valueName: "number")) var value: Double?
    @OptionGroup(title: "Editing") var editing: EditingArguments
    @OptionGroup(title: "Everywhere") var global: GlobalOptions

    func validate() throws {
        guard (metric == nil) == (value == nil) else { throw ValidationError("--metric and --value go together") }
        guard [go, noGo, metric != nil].filter(\.self).count == 1 else {
            throw ValidationError("say --go, or --no-go, or a --metric with its --value")
        }
        guard metric == nil || role == nil else { throw ValidationError("--role belongs to --go and --no-go") }
    }

    func edit(_ session: Session, _ options: EditOptions) async throws -> EditReport {
        if let metric, let value {
            return try await ReportMeasurement(metric, is: value, for: plan.plan, in: plan.place.env)
                .run(session, options)
        }
        return try await AttestRollout(plan.plan, in: plan.place.env, role: role, go ? .go : .noGo)
            .run(session, options)
    }
}
