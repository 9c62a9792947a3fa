import ArgumentParser
import Workflows

struct DisableCommand: EditingCommand {
    static let configuration = CommandConfiguration(
        commandName: "disable", abstract: "Turn flags off at once; nothing else about them is lost",
        discussion: "Example: flagctl disable CSF --env production --reason \"errors above 1%\"")

    @OptionGroup var selection: SelectionArguments
    @OptionGroup var place: EnvironmentArgument
    @OptionGroup(title: "Editing") var editing: EditingArguments
    @OptionGroup(title: "Everywhere") var global: GlobalOptions

    var asksFirst: Bool { selection.isCollective }

    func edit(_ session: Session, _ options: EditOptions) async throws -> EditReport {
        try await SetEnabled(selection.selection, in: place.env, enabled: false).run(session, options)
    }
}
