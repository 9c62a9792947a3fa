import ArgumentParser
import Workflows

struct PeopleAddCommand: EditingCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Add a person, or addresses, roles and keys to one",
        discussion: """
            Example: ssh-add -L | flagctl people add maya --name 'Maya R' --email maya@example.com \\
            --role product-owner --keys -
            """)

    @Argument(help: "The person's key, as in --approved-by maya") var key: String
    @Option(help: "The name, as trailers write it") var name: String?
    @OptionGroup var traits: PersonTraits

    @Option(
        help: ArgumentHelp(
            "A file of public ssh keys, one a line, or - for standard input; repeatable", valueName: "file"),
        completion: .file())
    var keys: [String] = []

    @OptionGroup(title: "Editing") var editing: EditingArguments
    @OptionGroup(title: "Everywhere") var global: GlobalOptions

    func validate() throws {
        if name == nil, traits.isEmpty, keys.isEmpty {
            throw ValidationError("say what is added, such as --role qa-lead")
        }
        if keys.filter({ $0 == "-" }).count > 1 { throw ValidationError("standard input can be read once only") }
    }

    func edit(_ session: Session, _ options: EditOptions) async throws -> EditReport {
        let surroundings = Surroundings(global)
        var person = traits.traits
        person.name = name
        person.keys = try keys.map { file in
            file == "-"
                ? ("standard input", surroundings.standardInput()) : (file, try surroundings.text(ofFile: file))
        }
        return try await EditPerson(key, .add, person).run(session, options)
    }
}

struct PeopleRemoveCommand: EditingCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove", abstract: "Remove a person, or addresses, roles and keys of one",
        discussion: "Example: flagctl people remove maya --role product-owner")

    @Argument(help: "The person's key") var key: String
    @OptionGroup var traits: PersonTraits

    @Option(
        name: .customLong("key"),
        help: ArgumentHelp(
            "An ssh key, by its fingerprint or its line; repeatable", valueName: "fingerprint"))
    var keys: [String] = []

    @OptionGroup(title: "Editing") var editing: EditingArguments
    @OptionGroup(title: "Everywhere") var global: GlobalOptions

    func edit(_ session: Session, _ options: EditOptions) async throws -> EditReport {
        var person = traits.traits
        person.keys = keys.map { ($0, $0) }
        return try await EditPerson(key, .remove, person).run(session, options)
    }
}

/// What a person has several of.
struct PersonTraits: ParsableArguments {
    @Option(
        name: .customLong("email"), help: ArgumentHelp("An e-mail address; repeatable", valueName: "address"))
    var emails: [String] = []

    @Option(name: .customLong("role"), help: ArgumentHelp("A role; repeatable", valueName: "role"))
    var roles: [String] = []

    var isEmpty: Bool { emails.isEmpty && roles.isEmpty }

    var traits: EditPerson.Traits {
        var traits = EditPerson.Traits()
        traits.emails = emails
        traits.roles = roles
        return traits
    }
}
