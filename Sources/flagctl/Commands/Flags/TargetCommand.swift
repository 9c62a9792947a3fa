import ArgumentParser
import Workflows

struct TargetCommand: EditingCommand {
    static let configuration = CommandConfiguration(
        commandName: "target", abstract: "Set what a cohort, or everybody else, is served",
        discussion: "Example: flagctl target CSF -e production --cohort early-adopters --percent 50")

    @Argument(help: "The flag", completion: .flags) var key: String
    @OptionGroup var place: EnvironmentArgument

    @Option(help: "The cohort; everybody whom no rule takes if left out", completion: .cohorts)
    var cohort: String?

    @Option(help: ArgumentHelp("Serve the flag to this percentage, up to three decimals", valueName: "n"))
    var percent: String?

    @Option(help: "Serve one variant")
    var variant: String?

    @Option(help: ArgumentHelp("Serve variants by weight, such as on=25,off=75", valueName: "weights"))
    var weights: String?

    @Flag(help: "Remove the cohort's rule")
    var remove = false

    @OptionGroup(title: "Editing") var editing: EditingArguments
    @OptionGroup(title: "Everywhere") var global: GlobalOptions

    func validate() throws {
        let given = [percent != nil, variant != nil, weights != nil, remove].count { $0 }
        guard given == 1 else { throw ValidationError("give one of --percent, --variant, --weights and --remove") }
        if remove, cohort == nil { throw ValidationError("--remove needs --cohort") }
    }

    private var serving: SetTarget.Serving {
        if let percent { return .percent(percent) }
        if let variant { return .variant(variant) }
        if let weights { return .weights(weights) }
        return .remove
    }

    func edit(_ session: Session, _ options: EditOptions) async throws -> EditReport {
        try await SetTarget(key, in: place.env, cohort: cohort, serving: serving).run(session, options)
    }
}
