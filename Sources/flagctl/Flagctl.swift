import ArgumentParser

struct Flagctl: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "flagctl",
        abstract: "Feature flags whose database, audit log and undo button is git",
        discussion: """
            Flags and cohorts are JSON files in a git repository, one folder per environment. \
            Every edit is a commit that says who approved and why; every undo is a new commit.

            Example: flagctl enable CSF -e production --approved-by priya -m "48 h clean"

            -C PATH, --format and --quiet may also stand before the verb.
            """,
        version: flagctlVersion,
        groupedSubcommands: [
            CommandGroup(
                name: "Flags",
                subcommands: [
                    ListCommand.self, ShowCommand.self, MatrixCommand.self, EvalCommand.self, EnableCommand.self,
                    DisableCommand.self, TargetCommand.self, PromoteCommand.self, CreateCommand.self,
                    ArchiveCommand.self,
                ]),
            CommandGroup(name: "Cohorts and environments", subcommands: [CohortCommand.self, EnvCommand.self]),
            CommandGroup(
                name: "History and undo",
                subcommands: [
                    LogCommand.self, BlameCommand.self, DiffCommand.self, RevertCommand.self, RollbackCommand.self,
                ]),
            CommandGroup(
                name: "Governance",
                subcommands: [
                    ApproveCommand.self, RejectCommand.self, RatifyCommand.self, LandCommand.self, VerifyCommand.self,
                    AttestForgeCommand.self, PeopleCommand.self,
                ]),
            CommandGroup(
                name: "Rollouts", subcommands: [RolloutCommand.self, WatchCommand.self, ScheduleCommand.self]),
            CommandGroup(
                name: "Communications", subcommands: [CommsCommand.self, FeedbackCommand.self, SiteCommand.self]),
            CommandGroup(name: "Hygiene", subcommands: [StaleCommand.self, RefsCommand.self]),
            CommandGroup(name: "Delivery", subcommands: [ExportCommand.self, ImportCommand.self, ServeCommand.self]),
            CommandGroup(
                name: "Repository",
                subcommands: [
                    InitCommand.self, ValidateCommand.self, FmtCommand.self, DoctorCommand.self, HooksCommand.self,
                    HookCommand.self, MergeDriverCommand.self,
                ]),
        ]
    )
}

/// The version of this program.
let flagctlVersion = "0.1.0"
