import FlagModel
import FlagRepository
import Git

/// git's `commit-msg`: an edit to a protected environment says why, and trailers are well formed.
public struct CommitMessageHook: Sendable {
    /// The message as the editor left it.
    public var message: String

    /// Takes the message.
    public init(message: String) { self.message = message }

    /// Checks the message against what is staged.
    ///
    /// - Throws: a ``Failure`` that says what to add.
    public func run(_ session: Session) throws {
        let repository = try session.repository()
        let text = Self.withoutComments(message, comment: try repository.git.setting("core.commentchar") ?? "#")
        if let bad = Trailers.malformed(in: text).first {
            throw Failure(
                "malformed-trailer", "line \(bad.line) of the message is no trailer: '\(bad.text)'",
                hint: "write trailers as 'Ticket: S4-101' in a last paragraph of their own")
        }
        try refuseUnknownApprovers(text)
        let protected = try protectedEdits(repository)
        guard let environment = protected.first, MessageDetails(message: text).reason == nil else { return }
        throw Failure(
            "reason-missing", "an edit to \(environment) needs a reason",
            hint: "add a paragraph that says why below the first line of the message")
    }

    private func refuseUnknownApprovers(_ text: String) throws {
        let approvals = Trailers.parse(message: text).filter {
            $0.key.lowercased() == TrailerKey.approvedBy.lowercased()
        }
        for trailer in approvals {
            let approver = MessageDetails.Approver(trailer.value)
            guard !approver.email.contains("@") || approver.name.isEmpty else { continue }
            throw Failure(
                "malformed-trailer", "'\(trailer.key): \(trailer.value)' names nobody",
                hint: "write it as 'Approved-by: Name <name@example.com>'")
        }
    }

    /// Environments with a policy whose files are staged differently from HEAD.
    private func protectedEdits(_ repository: FlagRepository) throws -> [EnvironmentKey] {
        guard let head = try? repository.headCommit() else { return [] }
        let snapshot = try repository.snapshot(at: head)
        let tree = try repository.git.commit(head).tree
        return try snapshot.environments().filter { $0.policy?.approvals != nil }.map(\.key).filter { key in
            let folder = "environments/\(key)"
            let staged = try repository.git.stagedFiles(under: [folder])
            let committed = try repository.git.files(in: tree, under: folder)
            return Dictionary(staged.map { ($0.path, $0.entry.id) }) { $1 }
                != Dictionary(committed.map { ($0.path, $0.entry.id) }) { $1 }
        }
    }

    /// What git keeps of the message: no comment lines, nothing from the scissors line on.
    static func withoutComments(_ message: String, comment: String) -> String {
        var lines: [Substring] = []
        for line in message.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("\(comment) ------------------------ >8 ------------------------") { break }
            if !line.hasPrefix(comment) { lines.append(line) }
        }
        while lines.last?.allSatisfy(\.isWhitespace) == true { lines.removeLast() }
        return lines.joined(separator: "\n") + "\n"
    }
}
