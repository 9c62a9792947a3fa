import ArgumentParser
import Workflows

struct EvalCommand: FlagctlCommand {
    static let configuration = CommandConfiguration(
        commandName: "eval", abstract: "Evaluate all flags for many contexts",
        discussion: "Example: flagctl eval --all --env production --contexts users.jsonl")

    @Flag(help: "Every flag of the environment") var all = false
    @OptionGroup var environment: EnvironmentArgument
    @Option(help: ArgumentHelp("A file with a context on each line", valueName: "file"), completion: .file())
    var contexts: String
    @Option(help: ArgumentHelp("A revision or a date; HEAD if left out", valueName: "when")) var at: String?
    @OptionGroup(title: "Everywhere") var global: GlobalOptions

    func perform(_ surroundings: Surroundings, _ output: Output) async throws {
        let text = try surroundings.text(ofFile: contexts)
        try EvaluateContexts(in: environment.env, contexts: text, at: at).run(surroundings.session) { line in
            output.write(line + "\n")
        }
    }
}
