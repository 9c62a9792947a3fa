import ArgumentParser
import Workflows

struct HookCommand: FlagctlCommand {
    static let configuration = CommandConfiguration(
        commandName: "hook", abstract: "Do what a git hook asks for; the scripts in hooks/ call it",
        discussion: "Example: flagctl hook pre-commit")

    enum Name: String, ExpressibleByArgument, CaseIterable {
        case preCommit = "pre-commit"
        case commitMessage = "commit-msg"
        case prePush = "pre-push"
        case preReceive = "pre-receive"
    }

    @Argument(help: "The hook") var name: Name
    @Argument(help: "What git gives the hook") var arguments: [String] = []
    @OptionGroup(title: "Everywhere") var global: GlobalOptions

    func validate() throws {
        if name == .commitMessage, arguments.count != 1 { throw ValidationError("commit-msg needs the message's file") }
    }

    func perform(_ surroundings: Surroundings, _ output: Output) async throws {
        switch name {
        case .preCommit: try refuse(await PreCommitHook().run(surroundings.session), "commit")
        case .commitMessage:
            try CommitMessageHook(message: surroundings.text(ofFile: arguments[0])).run(surroundings.session)
        case .preReceive:
            try await PreReceiveHook(updates: surroundings.standardInput()).run(surroundings.session)
        case .prePush:
            try refuse(
                await PrePushHook(updates: surroundings.standardInput()).run(surroundings.session), "push")
        }
    }

    /// Quiet where nothing is wrong, as git's users expect of hooks.
    private func refuse(_ report: ValidationReport, _ what: String) throws {
        guard report.errors > 0 else { return }
        throw Failure(
            "invalid-documents", "the \(what) is refused: \(counted(report.errors, "error"))",
            hint: "correct the files; or, once only: git \(what) --no-verify", findings: report.findings)
    }
}
