import Documents
import FlagModel
import FlagRepository
import Git

/// git's `pre-push`: what is published validates.
public struct PrePushHook: Sendable {
    /// The lines that git gives: local ref, local id, remote ref, remote id.
    public var updates: String

    /// Takes git's lines.
    public init(updates: String) { self.updates = updates }

    /// Checks the tip of each ref that is pushed, where it is a flag repository.
    ///
    /// - Throws: a failure where a line or a commit cannot be read.
    public func run(_ session: Session) async throws -> ValidationReport {
        let repository = try session.repository()
        var findings: [Finding] = []
        var files = 0
        for line in updates.split(separator: "\n") {
            let words = line.split(separator: " ")
            guard words.count == 4, let id = ObjectID(hex: String(words[1])) else {
                throw Failure("usage", "git gave '\(line)', which is no update of a ref", status: .usage)
            }
            let isDeletion = words[1].allSatisfy { $0 == "0" }
            guard !isDeletion, let commit = try Self.commit(id, repository.git) else { continue }
            guard try repository.git.entry(at: DocumentKind.settings.path, in: commit.tree) != nil else { continue }
            let report = try await Validate(.revision(commit.id.hex)).run(session)
            findings += report.findings.filter { $0.severity == .error }
            files += report.files
        }
        return ValidationReport(findings: findings, files: files)
    }

    /// The commit that a pushed object is or a tag names; nothing for a tag of something else.
    private static func commit(_ id: ObjectID, _ git: Repository) throws -> Commit? {
        switch try git.rawObject(id).kind {
        case .commit: return try git.commit(id)
        case .blob, .tree: return nil
        case .tag:
            do {
                return try git.commit(git.commitID(of: id.hex))
            } catch GitError.noSuchRevision {
                return nil
            }
        }
    }
}
