import CLibgit2

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

extension RepositoryLayout {
    /// Refuses a repository of another user that `safe.directory` does not list, as git does.
    ///
    /// Under sudo, root may also use what belongs to the user who called it.
    func checkOwner(foundFrom start: String, environment: [String: String]) throws(GitError) {
        let folder = try workTree(above: start) ?? gitDirectory
        var users = [geteuid()]
        if users[0] == 0, let caller = environment["SUDO_UID"].flatMap({ uid_t($0) }) { users.append(caller) }
        var paths = [gitDirectory, folder]
        if folder != gitDirectory, access(folder + "/.git", F_OK) == 0 { paths.append(folder + "/.git") }
        for path in paths {
            guard let owner = FileSystem.owner(of: path) else { throw .noRepository(path: path) }
            if !users.contains(owner), try !isSafe(folder, environment: environment) {
                throw .foreignOwner(path: folder)
            }
        }
    }

    /// The folder whose `.git` led here; nil when the search found the git folder itself.
    private func workTree(above start: String) throws(GitError) -> String? {
        guard var folder = FileSystem.real(start) else { return nil }
        while true {
            let link = folder == "/" ? "/.git" : folder + "/.git"
            if FileSystem.exists(link), FileSystem.real(try RepositoryLayout.followed(link)) == gitDirectory {
                return folder
            }
            if folder == "/" { return nil }
            folder = FileSystem.parent(folder)
        }
    }

    /// Whether the user's or the system's configuration (never the repository's own) lists the folder.
    private func isSafe(_ folder: String, environment: [String: String]) throws(GitError) -> Bool {
        let config = try ConfigurationFiles(environment: environment).open()
        var iterator: OpaquePointer?
        let code = attempt { git_config_multivar_iterator_new(&iterator, config.pointer, "safe.directory", nil) }
        if code == GIT_ENOTFOUND.rawValue { return false }
        if code < 0 { throw LibraryFailure(code: code).error(at: "safe.directory") }
        defer { git_config_iterator_free(iterator) }
        var safe = false
        var entry: UnsafeMutablePointer<git_config_entry>?
        while attempt({ git_config_next(&entry, iterator) }) == 0, let entry {
            let value = entry.pointee.value.map { String(cString: $0) } ?? ""
            // An empty value forgets what came before it.
            if value.isEmpty { safe = false } else if covers(value, folder, environment) { safe = true }
        }
        return safe
    }

    private func covers(_ value: String, _ folder: String, _ environment: [String: String]) -> Bool {
        if value == "*" { return true }
        var path = value.hasPrefix("~/") ? (environment["HOME"] ?? "") + value.dropFirst(1) : value
        if path.hasSuffix("/*") { return folder.hasPrefix(path.dropLast()) }
        if path.count > 1, path.hasSuffix("/") { path.removeLast() }
        return path == folder || FileSystem.real(path) == folder
    }
}
