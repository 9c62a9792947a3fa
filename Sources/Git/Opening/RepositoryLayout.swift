import CLibgit2

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A found git folder before it is opened: who owns it and which format it has.
struct RepositoryLayout {
    let gitDirectory: String
    let commonDirectory: String

    init(gitDirectory: String) throws(GitError) {
        let folder = FileSystem.real(gitDirectory) ?? gitDirectory
        self.gitDirectory = folder
        if let link = try FileSystem.text(folder + "/commondir") {
            let path = link.hasPrefix("/") ? link : folder + "/" + link
            commonDirectory = FileSystem.real(path) ?? path
        } else {
            commonDirectory = folder
        }
    }

    /// The git folder that a path names: itself, or where the file `.git` of a linked worktree points to.
    static func followed(_ path: String) throws(GitError) -> String {
        var status = stat()
        guard stat(path, &status) == 0, WorkTree.kind(status) == S_IFREG else { return path }
        guard let text = try FileSystem.text(path), text.hasPrefix("gitdir: ") else { throw .noRepository(path: path) }
        let target = String(text.dropFirst("gitdir: ".utf8.count))
        return target.hasPrefix("/") ? target : FileSystem.parent(path) + "/" + target
    }

    /// The folder of a linked worktree, nil for the main one.
    var linkedWorkTree: String? {
        guard gitDirectory != commonDirectory,
            case .some(.some(let link)) = try? FileSystem.text(gitDirectory + "/gitdir")
        else { return nil }
        return FileSystem.parent(link.hasPrefix("/") ? link : gitDirectory + "/" + link)
    }

    /// A setting of the repository's own file.
    func setting(_ name: String) throws(GitError) -> String? {
        try settings().flatMap { (settings) throws(GitError) in try Git.setting(name, in: settings.pointer) }
    }

    /// The repository's own file of settings; nil when there is none.
    private func settings() throws(GitError) -> Configuration? {
        let path = commonDirectory + "/config"
        guard access(path, F_OK) == 0 else { return nil }
        return Configuration(pointer: try made(path) { git_config_open_ondisk(&$0, path) }, folder: nil)
    }

    /// Refuses the formats that libgit2 cannot read or would misread.
    func checkFormat() throws(GitError) {
        guard let settings = try settings() else { return }
        func setting(_ name: String) throws(GitError) -> String? { try Git.setting(name, in: settings.pointer) }
        let path = commonDirectory
        if let format = try setting("extensions.objectformat"), format.lowercased() != "sha1" {
            throw .sha256Repository(path: path)
        }
        if let storage = try setting("extensions.refstorage"), storage.lowercased() != "files" {
            throw .reftableRepository(path: path)
        }
        if let text = try setting("extensions.worktreeconfig") {
            var value: CInt = 0
            if git_config_parse_bool(&value, text) < 0 || value == 1 { throw .worktreeConfigRepository(path: path) }
        }
        if let version = try setting("core.repositoryformatversion"), version != "0" {
            try checkExtensions(settings.pointer)
        }
    }

    /// Names an extension that libgit2 would refuse without naming the repository.
    private func checkExtensions(_ config: OpaquePointer) throws(GitError) {
        let known = ["noop", "objectformat", "refstorage", "worktreeconfig", "preciousobjects", "partialclone"]
        let path = commonDirectory + "/config"
        let iterator = try made(path) { git_config_iterator_glob_new(&$0, config, "^extensions\\.") }
        defer { git_config_iterator_free(iterator) }
        var entry: UnsafeMutablePointer<git_config_entry>?
        while true {
            let code = attempt { git_config_next(&entry, iterator) }
            if code == GIT_ITEROVER.rawValue { return }
            if code < 0 { throw LibraryFailure(code: code).error(at: path) }
            guard let entry else { return }
            let name = String(String(cString: entry.pointee.name).dropFirst("extensions.".utf8.count))
            if !known.contains(name) { throw .unsupportedExtension(path: commonDirectory, name: name) }
        }
    }
}
