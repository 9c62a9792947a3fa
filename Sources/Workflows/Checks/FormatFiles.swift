public import Documents
import FlagModel
import FlagRepository
import Git

/// Rewrites the documents of the work tree in the canonical style.
public struct FormatFiles: Sendable {
    /// Paths below the repository's root; all documents if empty.
    public var paths: [String]
    /// Whether to only name the files that would change.
    public var checkOnly: Bool

    /// Names files and whether they are written.
    public init(_ paths: [String] = [], checkOnly: Bool = false) {
        self.paths = paths
        self.checkOnly = checkOnly
    }

    /// Formats.
    ///
    /// Documents only: other files, and signed statements above all, stay byte for byte.
    ///
    /// - Throws: a failure where a path names no document or a file is no JSON; nothing is written then.
    public func run(_ session: Session) throws -> FormatReport {
        let repository = try session.repository()
        guard let root = repository.git.workDirectory else {
            throw Failure("bare", "a bare repository has no files to format", hint: "run it in a clone")
        }
        var changed: [(String, [UInt8])] = []
        var findings: [Finding] = []
        let files = try WorkTreeFiles(root: root).documents().filter { DocumentKind(path: $0) != nil }
        if let path = paths.first(where: { path in !files.contains { Self.isFile($0, in: path) } }) {
            throw Failure(
                "no-document", "there is no document at or below '\(path)'",
                hint: "name files or folders from the top, such as environments/production")
        }
        for file in files where paths.isEmpty || paths.contains(where: { Self.isFile(file, in: $0) }) {
            let bytes = try WorkTreeFiles(root: root).read(file)
            do throws(JSONSyntaxError) {
                let formatted = CanonicalJSON.bytes(of: try JSONDocument(parsing: bytes))
                if formatted != bytes { changed.append((file, formatted)) }
            } catch {
                findings.append(Finding(error, path: file))
            }
        }
        guard findings.isEmpty else { throw RepositoryError.invalid(findings) }
        if !checkOnly {
            for (file, bytes) in changed { try WorkTreeFiles(root: root).write(bytes, to: file) }
        }
        return FormatReport(files: changed.map(\.0), checkOnly: checkOnly)
    }

    private static func isFile(_ file: String, in path: String) -> Bool {
        file == path || file.hasPrefix(path.hasSuffix("/") ? path : path + "/")
    }
}

/// Which files were, or would be, rewritten.
public struct FormatReport: Report {
    /// Paths below the repository's root.
    public let files: [String]
    /// Whether nothing was written on purpose.
    public let checkOnly: Bool

    /// `{"files": [path], "checkOnly"}`.
    public var json: JSONValue { ["files": .array(files.map { .string($0) }), "checkOnly": .bool(checkOnly)] }
}
