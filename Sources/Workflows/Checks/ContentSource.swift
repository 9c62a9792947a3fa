import Documents
import FlagModel
import FlagRepository
import Git

/// Reads all documents of a flag repository from one of the places where they can be.
struct ContentSource {
    private let repository: FlagRepository

    init(_ repository: FlagRepository) { self.repository = repository }

    /// The files as they lie in the work tree; those of HEAD in a bare repository.
    func workTree() async throws -> RepositoryContent {
        guard let root = repository.git.workDirectory else {
            return try await repository.content(of: repository.headCommit())
        }
        let files = WorkTreeFiles(root: root)
        let all = try files.all()
        var content = await RepositoryContent.load(
            try all.filter { $0.kind == .file }.map { ($0.path, try files.read($0.path)) })
        for (path, kind) in all where kind != .file { content.addProblem(Self.notAFile(path, kind.rawValue)) }
        return content
    }

    /// The files that the next commit would hold.
    func staged() async throws -> RepositoryContent {
        try await repository.content(of: repository.git.stagedFiles(under: FlagRepository.documentFolders))
    }

    private static func notAFile(_ path: String, _ what: String) -> Finding {
        Finding(
            severity: .error, rule: "not-a-file", path: path, position: nil,
            message: "\(what) stands where a file belongs", hint: "replace it by the file itself")
    }
}
