public import FlagModel
public import Git

extension FlagRepository {
    /// The folders whose files are documents of a flag repository.
    public static let documentFolders = ["flags", "environments", ".flagctl", "communications", "feedback"]

    /// Every document of a commit, with what is wrong with single files.
    public func content(of commit: ObjectID) async throws -> RepositoryContent {
        let tree = try git.commit(commit).tree
        return try await content(of: Self.documentFolders.flatMap { try git.files(in: tree, under: $0) })
    }

    /// The documents among some files of a tree or of the index, with what is wrong with single files.
    public func content(of files: [(path: String, entry: TreeEntry)]) async throws -> RepositoryContent {
        let folders = Set(files.compactMap { Self.folderInPlaceOfADocument(above: $0.path) })
        let regular = files.filter { file in
            guard file.entry.mode == .regular || file.entry.mode == .executable else { return false }
            return folders.isEmpty || Self.folderInPlaceOfADocument(above: file.path) == nil
        }
        var content = await RepositoryContent.load(try regular.map { ($0.path, try git.blob($0.entry.id)) })
        for path in folders.sorted() { content.addProblem(.notAFile(path, mode: .tree)) }
        for (path, entry) in files where entry.mode == .symlink || entry.mode == .submodule {
            content.addProblem(.notAFile(path, mode: entry.mode))
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
}
