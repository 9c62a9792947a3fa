import ArgumentParser
import Workflows

struct RollbackCommand: EditingCommand {
    static let configuration = CommandConfiguration(
        commandName: "rollback", abstract: "Restore what flags did before their last change, or at another time",
        discussion: """
            Of ALL or a group, flags whose last change lowered their exposure stay as they are.
            Example: flagctl rollback ALL --env production --reason "incident 4711"
            """)

    enum Strategy: String, ExpressibleByArgument, CaseIterable {
        case immediate
    }

    @OptionGroup var selection: SelectionArguments
    @OptionGroup var place: EnvironmentArgument

    @Option(help: ArgumentHelp("Restore the state of this revision or date", valueName: "when"))
    var to: String?

    @Option(help: "How: immediate is in one commit") var strategy: Strategy = .immediate
    @OptionGroup(title: "Editing") var editing: EditingArguments
    @OptionGroup(title: "Everywhere") var global: GlobalOptions

    var asksFirst: Bool { selection.isCollective }

    func edit(_ session: Session, _ options: EditOptions) async throws -> EditReport {
        try await RollBack(selection.selection, in: place.env, to: to).run(session, options)
    }
}
