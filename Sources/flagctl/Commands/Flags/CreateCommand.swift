import ArgumentParser
import Workflows

struct CreateCommand: EditingCommand {
    static let configuration = CommandConfiguration(
        commandName: "create", abstract: "Add a flag, off everywhere or where --env says",
        discussion: """
            A key that exists already gets a state in the environments that --env names.
            Example: flagctl create search.suggest --owner companion --expires 2027-06-30
            """)

    @Argument(help: "The key, such as CSF or dreams.advanced") var key: String

    @Option(name: .shortAndLong, help: "An environment; repeatable, all if left out", completion: .environments)
    var env: [String] = []

    @Option(help: "The name for people") var name: String?
    @Option(help: ArgumentHelp("What it is for", valueName: "text")) var description: String?
    @Option(help: "boolean, string, integer, number or object") var type = "boolean"

    @Option(
        help: ArgumentHelp("A variant as NAME=JSON, such as small=10; repeatable, in order", valueName: "variant"))
    var variant: [String] = []

    @Option(
        help: ArgumentHelp("What a disabled flag serves; 'off' or the last variant if left out", valueName: "variant"))
    var offVariant: String?

    @Option(
        help: ArgumentHelp(
            "What the application uses without an answer; the off variant if left out", valueName: "variant"))
    var codeDefault: String?

    @Option(help: ArgumentHelp("The environment variable that carries it", valueName: "name"))
    var environmentVariable: String?

    @Option(help: "Who answers for it") var owner: String?
    @Option(name: .shortAndLong, help: "A group that it belongs to; repeatable") var group: [String] = []
    @Option(help: ArgumentHelp("The last day on which it is wanted, such as 2027-06-30", valueName: "date"))
    var expires: String?

    @Flag(help: "It is meant to stay, as a kill switch") var permanent = false

    @OptionGroup(title: "Editing") var editing: EditingArguments
    @OptionGroup(title: "Everywhere") var global: GlobalOptions

    private var traits: CreateFlag.Traits {
        var traits = CreateFlag.Traits()
        traits.name = name
        traits.description = description
        traits.type = type
        traits.variants = variant
        traits.offVariant = offVariant
        traits.codeDefault = codeDefault
        traits.environmentVariable = environmentVariable
        traits.owner = owner
        traits.groups = group
        traits.expires = expires
        traits.permanent = permanent
        return traits
    }

    func edit(_ session: Session, _ options: EditOptions) async throws -> EditReport {
        try await CreateFlag(key, traits: traits, environments: env).run(session, options)
    }
}
