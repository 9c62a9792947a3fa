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
        guard try StagedDocuments(repository).areTouched else { return }
        let text = Self.withoutComments(message, comment: try Self.comment(repository.git))
        if let bad = Trailers.malformed(in: text).first {
            throw Failure(
                "malformed-trailer", "line \(bad.line) of the message is no trailer: '\(bad.text)'",
                hint: "write trailers as 'Ticket: S4-101' in a last paragraph of their own")
        }
        try refuseUnknownApprovers(text)
        guard try !Self.isMerge(repository.git) else { return }
        let protected = try protectedEdits(repository)
        guard let environment = protected.first, MessageDetails(message: text).reason == nil else { return }
        throw Failure(
            "reason-missing", "an edit to \(environment) needs a reason",
            hint: "add a paragraph that says why below the first line of the message")
    }

    /// A merge brings commits that say why themselves, and its message is git's own.
    private static func isMerge(_ git: Repository) throws -> Bool {
        do throws(GitError) {
            _ = try git.commitID(of: "MERGE_HEAD")
            return true
        } catch .noSuchRevision {
            return false
        }
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

    /// Environments with a policy, or of which nobody can tell, whose files are staged differently from HEAD.
    private func protectedEdits(_ repository: FlagRepository) throws -> [EnvironmentKey] {
        let head: ObjectID
        switch try repository.git.head() {
        case .unborn: return []
        case .branch(_, let commit), .detached(let commit): head = commit
        }
        let snapshot = try repository.snapshot(at: head)
        let staged = StagedDocuments(repository)
        return try snapshot.environmentKeys().filter { key in
            try Self.isProtected(key, snapshot) && staged.areTouched(under: ["environments/\(key)"])
        }
    }

    private static func isProtected(_ key: EnvironmentKey, _ snapshot: Snapshot) throws -> Bool {
        do {
            return try snapshot.environment(key)?.policy?.approvals != nil
        } catch RepositoryError.invalid {
            return true
        }
    }

    /// What begins a comment; where git chooses it itself, it is what it nearly always chooses.
    private static func comment(_ git: Repository) throws -> String {
        let setting = try git.setting("core.commentchar") ?? "#"
        return setting.isEmpty || setting == "auto" ? "#" : setting
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
