/// The command that opens a pull request: GitHub's own command line, `gh pr create`.
public struct PullRequestCommand: Sendable, Hashable {
    /// The program and its arguments.
    public let words: [String]

    /// Asks for a pull request of one branch into another.
    public init(head: BranchName, base: BranchName, title: String, body: String) {
        words = ["gh", "pr", "create", "--head", head.name, "--base", base.name, "--title", title, "--body", body]
    }
}

extension Repository {
    /// Opens a pull request where `gh` is installed.
    ///
    /// - Returns: its address as `gh` prints it, or nil where `gh` is not installed.
    /// - Throws: ``GitError/remoteFailed(_:)`` with what `gh` complained about.
    public func open(_ command: PullRequestCommand) async throws(GitError) -> String? {
        let program = Program(
            name: command.words[0], environment: location.environment, folder: workDirectory ?? gitDirectory)
        let result: Program.Result
        do {
            result = try await program.run(Array(command.words.dropFirst()))
        } catch .programFailed {
            return nil
        }
        guard result.succeeded else { throw .remoteFailed("gh: \(result.complaint)") }
        return result.text.split(whereSeparator: \.isNewline).last.map(String.init) ?? "a pull request"
    }
}
