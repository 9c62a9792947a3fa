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
    func workTree() async throws -> RepositoryContent {
        guard let root = repository.git.workDirectory else { return try await commit(repository.headCommit()) }
        let files = WorkTreeFiles(root: root)
        let all = try files.all()
        var content = await RepositoryContent.load(
            try all.filter { $0.kind == .file }.map { ($0.path, try files.read($0.path)) })
        for (path, kind) in all where kind != .file { content.addProblem(Self.notAFile(path, kind.rawValue)) }
        return content
    }

    /// The files of a commit.
    func commit(_ id: ObjectID) async throws -> RepositoryContent {
        let tree = try repository.git.commit(id).tree
        return try await content(Self.roots.flatMap { try repository.git.files(in: tree, under: $0) })
    }

    /// The files that the next commit would hold.
    func staged() async throws -> RepositoryContent {
        try await content(repository.git.stagedFiles(under: Self.roots))
    }

    private func content(_ files: [(path: String, entry: TreeEntry)]) async throws -> RepositoryContent {
        let folders = Set(files.compactMap { Self.folderInPlaceOfADocument(above: $0.path) })
        let regular = files.filter { file in
            guard file.entry.mode == .regular || file.entry.mode == .executable else { return false }
            return folders.isEmpty || Self.folderInPlaceOfADocument(above: file.path) == nil
        }
        var content = await RepositoryContent.load(
            try regular.map { ($0.path, try repository.git.blob($0.entry.id)) })
        for path in folders.sorted() { content.addProblem(Self.notAFile(path, WorkTreeFiles.Kind.folder.rawValue)) }
        for (path, entry) in files where entry.mode == .symlink || entry.mode == .submodule {
            content.addProblem(Self.notAFile(path, entry.mode == .symlink ? "a symbolic link" : "a submodule"))
        }
        return content
    }

    /// The folder on the way to a path that has a document's name.
    private static func folderInPlaceOfADocument(above path: String) -> String? {
        guard path.contains(".json/") else { return nil }
        let names = path.split(separator: "/")
        return names.indices.dropLast().lazy.map { names[...$0].joined(separator: "/") }
            .first { DocumentKind(path: $0) != nil }
    }

    private static func notAFile(_ path: String, _ what: String) -> Finding {
        Finding(
            severity: .error, rule: "not-a-file", path: path, position: nil,
            message: "\(what) stands where a file belongs", hint: "replace it by the file itself")
    }
}
