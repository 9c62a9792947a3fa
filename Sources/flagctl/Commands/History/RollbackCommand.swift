import ArgumentParser
import Workflows

struct RollbackCommand: EditingCommand {
    static let configuration = CommandConfiguration(
        commandName: "rollback",
        abstract: "Restore what flags did before their last change, or at another time; or take them down",
        discussion: """
            Without --strategy the state before the last change is restored; of ALL or a group, flags whose last change \
            lowered their exposure stay as they are. With it flags go down: immediate to off in one commit, gradual down \
            a ladder of percentages, partial to off but for the members of kept cohorts.

            Example: flagctl rollback ALL --env production --reason "incident 4711"
            Example: flagctl rollback dreams.advanced -e production --strategy partial --keep early-adopters
            """)

    @OptionGroup var selection: SelectionArguments
    @OptionGroup var place: EnvironmentArgument

    @Option(help: ArgumentHelp("Restore the state of this revision or date", valueName: "when"))
    var to: String?

    @OptionGroup var strategy: StrategyArguments
    @OptionGroup(title: "Editing") var editing: EditingArguments
    @OptionGroup(title: "Everywhere") var global: GlobalOptions

    var asksFirst: Bool { selection.isCollective }

    func validate() throws {
        if to != nil, !strategy.isEmpty {
            throw ValidationError("--to restores, a strategy takes down: give one of them")
        }
    }

    func edit(_ session: Session, _ options: EditOptions) async throws -> EditReport {
        guard !strategy.isEmpty else {
            return try await RollBack(selection.selection, in: place.env, to: to).run(session, options)
        }
        return try await LowerFlags(selection.selection, in: place.env, strategy: strategy.text())
            .run(session, options)
    }
}
