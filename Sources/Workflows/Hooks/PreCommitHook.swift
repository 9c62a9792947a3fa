import Documents
import FlagModel
import FlagRepository
import Git

/// git's `pre-commit`: checks what is staged, where documents of the flag repository are touched.
///
/// Formatting is not forced: any layout that says the same is fine.
public struct PreCommitHook: Sendable {
    /// Creates the hook.
    public init() {}

    /// Checks the index.
    ///
    /// - Throws: a failure where the index cannot be read.
    public func run(_ session: Session) async throws -> ValidationReport {
        let repository = try session.repository()
        guard try Self.touchesDocuments(repository) else { return ValidationReport(findings: [], files: 0) }
        let report = try await Validate(.staged).run(session)
        return ValidationReport(findings: report.findings.filter { $0.severity == .error }, files: report.files)
    }

    private static func touchesDocuments(_ repository: FlagRepository) throws -> Bool {
        let staged = try repository.git.stagedFiles(under: ContentSource.roots)
        guard let head = try? repository.headCommit() else { return !staged.isEmpty }
        let tree = try repository.git.commit(head).tree
        let committed = try ContentSource.roots.flatMap { try repository.git.files(in: tree, under: $0) }
        return Dictionary(staged.map { ($0.path, $0.entry.id) }) { $1 }
            != Dictionary(committed.map { ($0.path, $0.entry.id) }) { $1 }
    }
}
