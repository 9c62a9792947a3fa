import ArgumentParser
import Workflows

/// What every verb takes that signs.
struct SigningArguments: ParsableArguments {
    @Option(help: ArgumentHelp("Sign with this ssh key instead of git's user.signingKey", valueName: "path"))
    var key: String?

    @Option(
        name: .customLong("as"),
        help: ArgumentHelp("Sign as this person instead of the one with git's address", valueName: "person"))
    var person: String?

    @Option(name: [.long, .customShort("m")], help: "Say why, for the audit trail")
    var reason: String?

    var signatory: Signatory { Signatory(person: person, key: key) }
}
