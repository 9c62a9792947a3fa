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
        guard try StagedDocuments(repository).areTouched else { return ValidationReport(findings: [], files: 0) }
        let report = try await Validate(.staged).run(session)
        return ValidationReport(findings: report.findings.filter { $0.severity == .error }, files: report.files)
    }
}
