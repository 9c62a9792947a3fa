import ArgumentParser
import Workflows

struct EvalCommand: FlagctlCommand {
    static let configuration = CommandConfiguration(
        commandName: "eval", abstract: "Show what a user gets, and why",
        discussion: """
            Ends with 0 where every flag has an answer, with 1 where one has an error code.

            Example: flagctl eval CSF -e production --targeting-key user-42 --explain
            """)

    @Argument(help: "The flag", completion: .flags) var key: String?
    @Flag(help: "Evaluate every flag of the environment") var all = false
    @OptionGroup var place: EnvironmentArgument

    @Option(
        help: ArgumentHelp(
            "What is known about the user: a JSON object, @FILE, or - for standard input", valueName: "json"))
    var context: String?

    @Option(
        help: ArgumentHelp(
            "With --all, many users: a file with a context on each line; prints a line of JSON for each",
            valueName: "file"),
        completion: .file())
    var contexts: String?

    @Option(help: ArgumentHelp("The user's stable name, instead of the context's targetingKey", valueName: "key"))
    var targetingKey: String?

    @Flag(help: "Tell every step: rules, conditions, buckets") var explain = false

    @Option(
        help: ArgumentHelp(
            "A revision or a date; HEAD if left out. Also names the commit since when", valueName: "when"))
    var at: String?

    @OptionGroup(title: "Everywhere") var global: GlobalOptions

    func validate() throws {
        if all == (key != nil) { throw ValidationError("Name a flag, or give --all.") }
        guard contexts != nil else { return }
        if !all || explain || context != nil || targetingKey != nil {
            throw ValidationError("--contexts goes with --all, and without another context or --explain.")
        }
    }

    func perform(_ surroundings: Surroundings, _ output: Output) async throws {
        if let contexts {
            let lines = ContextText(try surroundings.bytes(ofFile: contexts), from: contexts)
            return try EvaluateContexts(in: place.env, for: lines, at: at).run(surroundings.session) { line in
                output.write(line + "\n")
            }
        }
        let text = try context.map { try surroundings.context($0) }
        var given = text ?? ContextText()
        given.targetingKey = targetingKey
        let evaluation = EvaluateFlags(key, in: place.env, for: given, explains: explain, at: at)
        let report = try evaluation.run(surroundings.session)
        output.answer(report)
        if !report.isAnswered { throw ExitCode(ExitStatus.refused.rawValue) }
    }
}

extension Surroundings {
    /// A context as the command line names it.
    fileprivate func context(_ argument: String) throws -> ContextText {
        if argument == "-" { return ContextText(try standardInputBytes(), from: "standard input") }
        guard argument.hasPrefix("@") else { return ContextText(Array(argument.utf8)) }
        let file = String(argument.dropFirst())
        return ContextText(try bytes(ofFile: file), from: file)
    }
}
