import ArgumentParser
import Workflows

struct ApproveCommand: SigningCommand {
    static let configuration = CommandConfiguration(
        commandName: "approve", abstract: "Show what a branch changes and for whom, and sign that you agree",
        discussion: "Example: flagctl approve flagctl/csf-on")

    @Argument(help: "The branch; the current one where nothing is given") var branch: String?
    @Option(help: "Name the ticket") var ticket: String?
    @Flag(name: .shortAndLong, help: "Do not ask before signing") var yes = false
    @OptionGroup(title: "Signing") var signing: SigningArguments
    @OptionGroup(title: "Everywhere") var global: GlobalOptions

    var answer: SignChange.Answer { .approve }
}

struct RejectCommand: SigningCommand {
    static let configuration = CommandConfiguration(
        commandName: "reject", abstract: "Sign that you do not agree, which voids what others approved",
        discussion: "Example: flagctl reject flagctl/csf-on -m \"errors above 1%\"")

    @Argument(help: "The branch; the current one where nothing is given") var branch: String?
    @Option(help: "Name the ticket") var ticket: String?
    @Flag(name: .shortAndLong, help: "Do not ask before signing") var yes = false
    @OptionGroup(title: "Signing") var signing: SigningArguments
    @OptionGroup(title: "Everywhere") var global: GlobalOptions

    var answer: SignChange.Answer { .reject }
}

/// A verb that signs what a branch proposes, after showing it.
protocol SigningCommand: FlagctlCommand {
    var answer: SignChange.Answer { get }
    var branch: String? { get }
    var ticket: String? { get }
    var yes: Bool { get }
    var signing: SigningArguments { get }
}

extension SigningCommand {
    func perform(_ surroundings: Surroundings, _ output: Output) async throws {
        let sign = SignChange(
            answer, branch: branch, signatory: signing.signatory, reason: signing.reason, ticket: ticket)
        let session = surroundings.session
        guard !yes else { return output.show(try await sign.run(session)) }
        guard surroundings.canAsk else {
            throw Failure.usage("nobody is here to ask whether to sign", hint: "look at it first, then give --yes")
        }
        output.show(try sign.preview(session).lines(output.style, isVerbose: false))
        guard output.ask("Sign?") else { throw Failure("declined", "nothing was signed") }
        output.show(try await sign.run(session).outcome(output.style))
    }
}
