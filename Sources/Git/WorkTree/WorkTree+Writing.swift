#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

extension WorkTree {
    /// Makes the file at a path this version and gives its new status; nil removes the file.
    ///
    /// The new file takes the old one's place in one step. Missing folders are made, folders left empty removed.
    func write(_ version: TreeEntry?, at path: String, temporary: String) throws(GitError) -> stat? {
        guard let version else {
            try remove(path)
            return nil
        }
        var folder = top
        for name in WorkTree.folders(of: path) { folder = try folder.makeFolder(name) }
        let name = WorkTree.name(of: path)
        switch version.mode {
        case .regular, .executable:
            let bytes = try filtered(version.id, path: path)
            try folder.replace(name, through: temporary, bytes: bytes, executable: version.mode == .executable)
        case .symlink:
            let target = String(decoding: try repository.blob(version.id), as: UTF8.self)
            try folder.replace(name, through: temporary, link: target)
        case .tree, .submodule:
            throw .notAllowed("'\(path)' is no file", hint: nil)
        }
        return try folder.status(of: name)
    }

    /// The status of the file at a path; nil when there is none or the way to it is blocked.
    func status(at path: String) throws(GitError) -> stat? {
        guard case .folder(let folder) = try parent(of: path) else { return nil }
        return try folder.status(of: WorkTree.name(of: path))
    }

    /// The status of the file at a path, which folders that are links may lead to; nil when it cannot be told.
    func quickStatus(at path: String) -> stat? {
        var status = stat()
        return fstatat(top.descriptor, path, &status, AT_SYMLINK_NOFOLLOW) == 0 ? status : nil
    }

    /// Removes the temporary file that a killed process may have left beside a path.
    func removeTemporary(_ temporary: String, beside path: String) throws(GitError) {
        if case .folder(let folder) = try parent(of: path) { try folder.remove(temporary) }
    }

    /// Refuses a path whose folder may not be written, as long as nothing else has been.
    func refuseReadOnlyFolder(of path: String) throws(GitError) {
        var folder = top
        for name in WorkTree.folders(of: path) {
            guard let inner = try folder.folder(name) else { break }
            folder = inner
        }
        guard faccessat(folder.descriptor, ".", W_OK | X_OK, 0) == 0 else { throw .system(errno, folder.path) }
    }

    private func remove(_ path: String) throws(GitError) {
        var folders = [top]
        let names = WorkTree.folders(of: path)
        for name in names {
            guard let inner = try folders[folders.count - 1].folder(name) else { return }
            folders.append(inner)
        }
        try folders[folders.count - 1].remove(WorkTree.name(of: path))
        for (folder, name) in zip(folders.dropLast(), names).reversed() {
            guard try folder.removeEmptyFolder(name) else { return }
        }
    }
}
