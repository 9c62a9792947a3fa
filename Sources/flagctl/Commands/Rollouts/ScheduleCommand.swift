import ArgumentParser
import Workflows

struct ScheduleCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schedule", abstract: "Turn flags on or off at a time",
        discussion: "Example: flagctl schedule enable CSF -e production --at 2027-01-05T09:00:00Z --approved-by priya",
        subcommands: [ScheduleEnableCommand.self, ScheduleDisableCommand.self])
}

struct ScheduleEnableCommand: EditingCommand {
    static let configuration = CommandConfiguration(
        commandName: "enable", abstract: "Turn flags on at a time, with an approval that is given now",
        discussion: """
            It does not fire while the environment is frozen, or when its policy changed or its approval ran out by then.
            Example: flagctl schedule enable CSF -e production --at 2027-01-05T09:00:00Z --approved-by priya
            """)

    @OptionGroup var selection: SelectionArguments
    @OptionGroup var place: EnvironmentArgument
    @Option(help: ArgumentHelp("When: 2027-01-05T09:00:00Z, or from now such as 2h", valueName: "time")) var at: String
    @OptionGroup(title: "Editing") var editing: EditingArguments
    @OptionGroup(title: "Everywhere") var global: GlobalOptions

    func edit(_ session: Session, _ options: EditOptions) async throws -> EditReport {
        try await ScheduleFlags(selection.selection, in: place.env, enabled: true, at: at).run(session, options)
    }
}

struct ScheduleDisableCommand: EditingCommand {
    static let configuration = CommandConfiguration(
        commandName: "disable", abstract: "Turn flags off at a time",
        discussion: "Example: flagctl schedule disable CHAT -e production --at 48h")

    @OptionGroup var selection: SelectionArguments
    @OptionGroup var place: EnvironmentArgument
    @Option(help: ArgumentHelp("When: 2027-01-05T09:00:00Z, or from now such as 2h", valueName: "time")) var at: String
    @OptionGroup(title: "Editing") var editing: EditingArguments
    @OptionGroup(title: "Everywhere") var global: GlobalOptions

    func edit(_ session: Session, _ options: EditOptions) async throws -> EditReport {
        try await ScheduleFlags(selection.selection, in: place.env, enabled: false, at: at).run(session, options)
    }
}
