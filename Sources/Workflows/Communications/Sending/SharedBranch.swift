import FlagRepository
import Git

/// A branch from which others may send messages too.
public struct SharedBranch: Sendable {
    /// What it follows: `origin/main`; nothing where it follows no other clone's, or no branch is checked out.
    public let upstream: String?

    /// Looks at the branch that is checked out.
    ///
    /// - Throws: a failure where there is no repository.
    public init(_ session: Session) throws {
        let repository = try session.repository()
        do throws(GitError) {
            upstream = try Self.upstream(of: repository)
        } catch {
            upstream = nil
        }
    }

    private static func upstream(of repository: FlagRepository) throws(GitError) -> String? {
        try repository.git.upstream(of: repository.git.currentBranch().name).map { "\($0.remote)/\($0.branch.name)" }
    }

    /// What somebody should know who sends without publishing claims; nothing where nobody else can send.
    public var note: String? {
        upstream.map { "claims stay in this clone, and who sends from '\($0)' may send the same: give --push" }
    }
}
