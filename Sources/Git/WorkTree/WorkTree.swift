import CLibgit2

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The files of a repository's work tree.
struct WorkTree {
    let repository: Repository
    let top: OpenFolder

    init(_ repository: Repository) throws(GitError) {
        guard let path = repository.workDirectory else { throw .bare(path: repository.gitDirectory) }
        self.repository = repository
        top = try OpenFolder.top(path)
    }

    /// The folder that a path is in, as far as the way to it is clear.
    enum Parent {
        case folder(OpenFolder)
        case missing
        case blocked(DirtyPath.State)
    }

    /// Looks for the folder of a path without following links.
    func parent(of path: String) throws(GitError) -> Parent {
        var folder = top
        for name in WorkTree.folders(of: path) {
            guard let status = try folder.status(of: name) else { return .missing }
            if WorkTree.kind(status) == S_IFLNK { return .blocked(.symlinkedFolder) }
            if WorkTree.kind(status) != S_IFDIR { return .blocked(.fileInTheWay) }
            guard let inner = try folder.folder(name) else { return .missing }
            folder = inner
        }
        return .folder(folder)
    }

    /// How the file at a path differs from a version (nil: no file); nil when it does not.
    ///
    /// `known` is an index entry of that version; a file whose status still equals it is not read again.
    func difference(
        at path: String, from version: TreeEntry?, known: WorkTreeIndex.KnownEntry?
    ) throws(GitError) -> DirtyPath.State? {
        let folder: OpenFolder
        switch try parent(of: path) {
        case .blocked(let state): return state
        case .missing: return version == nil ? nil : .deleted
        case .folder(let found): folder = found
        }
        let name = WorkTree.name(of: path)
        guard let status = try folder.status(of: name) else { return version == nil ? nil : .deleted }
        if WorkTree.kind(status) == S_IFDIR { return .folderInTheWay }
        guard let version else { return .untracked }
        if version.mode == .symlink {
            guard WorkTree.kind(status) == S_IFLNK else { return .modified }
            return try hash(try folder.link(name)) == version.id ? nil : .modified
        }
        guard WorkTree.kind(status) == S_IFREG else { return .modified }
        let runs = status.st_mode & S_IXUSR != 0
        if runs != (version.mode == .executable), try repository.flag("core.filemode") != false { return .modified }
        if let known, known.id == version.id, known.isUnchanged(status) { return nil }
        return try hash(fileAt: path) == version.id ? nil : .modified
    }

    /// The bytes that a file of this content has in the work tree (line endings and the like applied).
    func filtered(_ id: ObjectID, path: String) throws(GitError) -> [UInt8] {
        let blob = try repository.object(id, GIT_OBJECT_BLOB, "blob")
        defer { git_blob_free(blob) }
        var options = git_blob_filter_options()
        try checked(path) { git_blob_filter_options_init(&options, UInt32(GIT_BLOB_FILTER_OPTIONS_VERSION)) }
        var buffer = git_buf()
        defer { git_buf_dispose(&buffer) }
        try checked(path) { git_blob_filter(&buffer, blob, path, &options) }
        return Array(UnsafeRawBufferPointer(start: buffer.ptr, count: buffer.size))
    }

    private func hash(fileAt path: String) throws(GitError) -> ObjectID {
        var oid = git_oid()
        let file = top.path + "/" + path
        try checked(file) { git_repository_hashfile(&oid, repository.pointer, file, GIT_OBJECT_BLOB, path) }
        return ObjectID(oid)
    }

    private func hash(_ bytes: [UInt8]) throws(GitError) -> ObjectID {
        var oid = git_oid()
        try checked(top.path) { git_odb_hash(&oid, bytes, bytes.count, GIT_OBJECT_BLOB) }
        return ObjectID(oid)
    }

    static func kind(_ status: stat) -> mode_t { status.st_mode & S_IFMT }

    /// The names of the folders on the way to a path.
    static func folders(of path: String) -> [String] {
        path.utf8.split(separator: UInt8(ascii: "/")).dropLast().map { String(Substring($0)) }
    }

    /// The last component of a path.
    static func name(of path: String) -> String {
        path.utf8.split(separator: UInt8(ascii: "/")).last.map { String(Substring($0)) } ?? path
    }
}
