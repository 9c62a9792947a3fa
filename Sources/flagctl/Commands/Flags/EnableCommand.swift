import ArgumentParser
import Workflows

struct EnableCommand: EditingCommand {
    static let configuration = CommandConfiguration(
        commandName: "enable", abstract: "Turn flags on; their rules stay as they are",
        discussion: "Example: flagctl enable CSF -e production --approved-by priya -m \"48 h clean\"")

    @OptionGroup var selection: SelectionArguments
    @OptionGroup var place: EnvironmentArgument
    @OptionGroup(title: "Editing") var editing: EditingArguments
    @OptionGroup(title: "Everywhere") var global: GlobalOptions

    var asksFirst: Bool { selection.isCollective }

    func edit(_ session: Session, _ options: EditOptions) async throws -> EditReport {
        try await SetEnabled(selection.selection, in: place.env, enabled: true).run(session, options)
    }
}
