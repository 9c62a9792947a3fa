import ArgumentParser
import Workflows

struct RolloutPlanCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan", abstract: "Work with rollout plans", subcommands: [RolloutPlanRenderCommand.self])
}

struct RolloutPlanRenderCommand: FlagctlCommand {
    static let configuration = CommandConfiguration(
        commandName: "render", abstract: "Write a plan and how far it is as a document for people",
        discussion: "Example: flagctl rollout plan render s4-ga -e production --out s4-ga.md")

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case markdown
        case json
    }

    @OptionGroup var plan: PlanArgument
    @Option(
        name: .shortAndLong, help: ArgumentHelp("The file; standard output if left out", valueName: "file"),
        completion: .file())
    var out: String?
    @OptionGroup(title: "Everywhere") var common: QuietOptions
    @Option(help: "The output's form") var format: Format = .markdown

    var global: GlobalOptions { common.global(format == .json ? .json : .text) }

    func perform(_ surroundings: Surroundings, _ output: Output) async throws {
        let report = try RenderPlan(plan.plan, in: plan.place.env).run(surroundings.session)
        let text = format == .json ? report.jsonText : report.markdown
        if let out {
            try output.save(text, to: surroundings.path(out), called: out)
        } else {
            output.write(text)
        }
    }
}
