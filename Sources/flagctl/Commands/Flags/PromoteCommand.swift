import ArgumentParser
import Workflows

struct PromoteCommand: EditingCommand {
    static let configuration = CommandConfiguration(
        commandName: "promote", abstract: "Copy what flags serve from one environment to another",
        discussion: "Example: flagctl promote CSF --from staging --to production --approved-by priya")

    @OptionGroup var selection: SelectionArguments

    @Option(help: ArgumentHelp("The environment to copy from", valueName: "env"), completion: .environments)
    var from: String

    @Option(help: ArgumentHelp("The environment to copy to", valueName: "env"), completion: .environments)
    var to: String

    @OptionGroup(title: "Editing") var editing: EditingArguments
    @OptionGroup(title: "Everywhere") var global: GlobalOptions

    var asksFirst: Bool { selection.isCollective }

    func edit(_ session: Session, _ options: EditOptions) async throws -> EditReport {
        try await PromoteFlags(selection.selection, from: from, to: to).run(session, options)
    }
}
