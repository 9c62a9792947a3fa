import ArgumentParser
import Workflows

struct RevertCommand: EditingCommand {
    static let configuration = CommandConfiguration(
        commandName: "revert", abstract: "Take one commit's changes back; later edits to other fields stay",
        discussion: "Example: flagctl revert 3f2a91c0 --flag CSF --reason \"the fix is live\"")

    @Argument(help: "The commit") var commit: String
    @Option(help: "Only this flag; repeatable", completion: .flags) var flag: [String] = []
    @Option(name: .shortAndLong, help: "Only this environment", completion: .environments)
    var env: String?
    @OptionGroup(title: "Editing") var editing: EditingArguments
    @OptionGroup(title: "Everywhere") var global: GlobalOptions

    func edit(_ session: Session, _ options: EditOptions) async throws -> EditReport {
        try await RevertCommit(commit, flags: flag, environment: env).run(session, options)
    }
}
