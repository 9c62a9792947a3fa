import Communications
public import Documents
import FlagModel
import FlagRepository
import Git

/// Checks all documents of the work tree, of a commit, or of what is staged.
public struct Validate: Sendable {
    /// What is checked.
    public enum Subject: Sendable, Hashable {
        /// The files of the work tree; those of HEAD in a bare repository.
        case workTree
        /// The documents at a revision or date.
        case revision(String)
        /// What the next commit would hold.
        case staged
    }

    /// What is checked.
    public var subject: Subject

    /// Names what is checked.
    public init(_ subject: Subject = .workTree) { self.subject = subject }

    /// Checks.
    ///
    /// - Throws: a failure where the documents cannot be read at all.
    public func run(_ session: Session) async throws -> ValidationReport {
        let repository = try session.repository()
        let source = ContentSource(repository)
        let content: RepositoryContent
        switch subject {
        case .workTree: content = try await source.workTree()
        case .revision(let text): content = try await repository.content(of: repository.commitID(at: text))
        case .staged: content = try await source.staged()
        }
        let isMissing =
            content.isAbsent(.settings) && !content.problems.contains { $0.path == DocumentKind.settings.path }
        guard !isMissing else {
            let path = repository.git.workDirectory ?? repository.git.gitDirectory
            guard subject == .workTree, try Self.isCommitted(repository) else {
                throw RepositoryError.notAFlagRepository(path: path)
            }
            throw Failure(
                "no-settings", "'\(path)' has no \(DocumentKind.settings.path) any more",
                hint: "bring it back: git checkout HEAD -- \(DocumentKind.settings.path)")
        }
        let findings = Validation.findings(in: content) + MessageValidation.findings(in: content)
        return ValidationReport(findings: findings.sorted(), files: content.documentCount)
    }

    /// Whether HEAD is a flag repository.
    private static func isCommitted(_ repository: FlagRepository) throws -> Bool {
        if case .unborn = try repository.git.head() { return false }
        return try repository.head().bytes(at: DocumentKind.settings.path) != nil
    }
}

/// What is wrong or doubtful.
public struct ValidationReport: Report {
    /// By path and place.
    public let findings: [Finding]
    /// How many files were looked at.
    public let files: Int

    /// The findings, `path:line:column: error: message [rule]` each.
    public var findingLines: [String] { findings.map(\.text) }
    /// How many findings are errors.
    public var errors: Int { findings.count { $0.severity == .error } }
    /// How many findings are warnings.
    public var warnings: Int { findings.count { $0.severity == .warning } }

    /// `{"findings": [{"path", "line", "column", "severity", "rule", "message", "hint"}]}`.
    public var json: JSONValue { ["findings": .array(findings.map(\.json))] }

    /// The findings in one of the forms in which they can be printed.
    ///
    /// - Parameter format: `text`, `json`, `sarif` or `github`; text for any other word.
    public func rendered(_ format: String, version: String) -> String {
        (FindingFormat(rawValue: format) ?? .text).render(findings, toolVersion: version)
    }
}
