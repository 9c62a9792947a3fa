import ArgumentParser
import Workflows

struct AttestForgeCommand: FlagctlCommand {
    static let configuration = CommandConfiguration(
        commandName: "attest-forge",
        abstract: "Sign which reviews of a merged pull request count, as a forge's workflow",
        discussion: """
            Example: flagctl attest-forge --event event.json --reviews reviews.json \\
            --key forge-key
            """)

    @Option(
        help: ArgumentHelp(
            "The payload of the merge; repeat it for those of pushes, whose senders do not count", valueName: "file"),
        completion: .file())
    var event: [String]

    @Option(help: ArgumentHelp("The reviews, as GitHub's REST API lists them", valueName: "file"), completion: .file())
    var reviews: String

    @Option(
        help: ArgumentHelp("The commits, as it lists them; git's own where nothing is given", valueName: "file"),
        completion: .file())
    var commits: String?

    @Option(help: ArgumentHelp("The workflow's ssh key", valueName: "path")) var key: String
    @Option(help: ArgumentHelp("The forge of people.json, where there are several", valueName: "forge"))
    var forge: String?

    @OptionGroup(title: "Everywhere") var global: GlobalOptions

    func perform(_ surroundings: Surroundings, _ output: Output) async throws {
        func file(_ name: String) throws -> NamedText { NamedText(name, try surroundings.text(ofFile: name)) }
        let attest = AttestForge(
            events: try event.map(file), reviews: try file(reviews), commits: try commits.map(file), key: key,
            forge: forge)
        output.show(try await attest.run(surroundings.session))
    }
}
