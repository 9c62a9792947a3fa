import ArgumentParser
import Workflows

struct ArchiveCommand: EditingCommand {
    static let configuration = CommandConfiguration(
        commandName: "archive", abstract: "Mark a flag as archived, or remove it everywhere",
        discussion: "History keeps it: flagctl revert brings it back.\nExample: flagctl archive CSF --remove")

    @Argument(help: "The flag", completion: .flags) var key: String
    @Flag(help: "Remove its files too") var remove = false
    @OptionGroup(title: "Editing") var editing: EditingArguments
    @OptionGroup(title: "Everywhere") var global: GlobalOptions

    func edit(_ session: Session, _ options: EditOptions) async throws -> EditReport {
        try await ArchiveFlag(key, remove: remove).run(session, options)
    }
}
