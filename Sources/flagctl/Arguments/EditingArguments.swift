import ArgumentParser
import Workflows

/// What every editing verb takes.
struct EditingArguments: ParsableArguments {
    @Option(name: [.long, .customShort("m")], help: "Say why, for the audit trail")
    var reason: String?

    @Option(help: "Name the ticket")
    var ticket: String?

    @Option(
        name: .customLong("approved-by"),
        help: ArgumentHelp("Say who approved: a person's key or 'Name <email>'; repeatable", valueName: "person"))
    var approvedBy: [String] = []

    @Flag(help: "Show what would happen and write nothing")
    var dryRun = false

    @Flag(help: "Commit to a new branch and leave the work tree as it is")
    var propose = false

    @Flag(help: "Publish the commit with git push")
    var push = false

    @Flag(name: .shortAndLong, help: "Do not ask before changing many flags")
    var yes = false

    var options: EditOptions {
        EditOptions(
            reason: reason, ticket: ticket, approvedBy: approvedBy, dryRun: dryRun, propose: propose, push: push)
    }
}

/// The environment that a verb is about.
struct EnvironmentArgument: ParsableArguments {
    @Option(name: .shortAndLong, help: "The environment, such as production", completion: .environments)
    var env: String
}

/// The flags that a verb is about.
struct SelectionArguments: ParsableArguments {
    @Argument(help: "Flags, or ALL", completion: .flags)
    var keys: [String] = []

    @Option(name: .shortAndLong, help: "Every flag of a group")
    var group: String?

    func validate() throws {
        if keys.isEmpty, group == nil { throw ValidationError("no flag is named: name flags, or give --group GROUP, or ALL") }
        if !keys.isEmpty, group != nil { throw ValidationError("give flags or --group, not both") }
        if keys.contains(Selection.all), keys.count > 1 { throw ValidationError("ALL stands alone") }
    }

    /// Whether flags were named by a word for many.
    var isCollective: Bool { group != nil || keys == [Selection.all] }

    var selection: Selection { Selection(keys: keys, group: group) }
}
