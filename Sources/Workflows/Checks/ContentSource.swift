import Documents
import FlagModel
import FlagRepository
import Git

/// Reads all documents of a flag repository from one of the places where they can be.
struct ContentSource {
    private let repository: FlagRepository

    init(_ repository: FlagRepository) { self.repository = repository }

    /// The folders whose files are checked.
    static let roots = ["flags", "environments", ".flagctl"]

    /// The files as they lie in the work tree; those of HEAD in a bare repository.
    func workTree() throws -> RepositoryContent {
        guard let root = repository.git.workDirectory else { return try commit(repository.headCommit()) }
        let files = WorkTreeFiles(root: root)
        var content = RepositoryContent()
        for (path, kind) in try files.all() where kind != .file {
            content.addProblem(Self.notAFile(path, kind == .symbolicLink ? "a symbolic link" : "a special file"))
        }
        for path in try files.documents() { content.add(path: path, bytes: try files.read(path)) }
        return content
    }

    /// The files of a commit.
    func commit(_ id: ObjectID) throws -> RepositoryContent {
        let tree = try repository.git.commit(id).tree
        return try content(Self.roots.flatMap { try repository.git.files(in: tree, under: $0) })
    }

    /// The files that the next commit would hold.
    func staged() throws -> RepositoryContent {
        try content(repository.git.stagedFiles(under: Self.roots))
    }

    private func content(_ files: [(path: String, entry: TreeEntry)]) throws -> RepositoryContent {
        var content = RepositoryContent()
        for (path, entry) in files {
            switch entry.mode {
            case .regular, .executable:
                content.add(path: path, bytes: try repository.git.blob(entry.id))
            case .symlink: content.addProblem(Self.notAFile(path, "a symbolic link"))
            case .submodule: content.addProblem(Self.notAFile(path, "a submodule"))
            case .tree: break
            }
        }
        return content
    }

    private static func notAFile(_ path: String, _ what: String) -> Finding {
        Finding(
            severity: .error, rule: "not-a-file", path: path, position: nil,
            message: "\(what) stands where a file belongs", hint: "replace it by the file itself")
    }
}
