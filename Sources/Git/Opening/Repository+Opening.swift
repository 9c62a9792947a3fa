import CLibgit2

extension Repository {
    /// Finds the repository at or above the location and opens it; never creates one.
    ///
    /// Honours GIT_DIR, GIT_WORK_TREE, GIT_CEILING_DIRECTORIES, GIT_DISCOVERY_ACROSS_FILESYSTEM and the object folders
    /// that a receiving git sets. Throws the precise reason for a repository that cannot be used.
    public static func open(_ location: GitLocation) throws(GitError) -> Repository {
        try Library.start(for: location.environment)
        let named = try location.variable("GIT_DIR").map { (path) throws(GitError) in
            try RepositoryLayout.followed(location.absolute(path))
        }
        let found = if let named { named } else { try discover(location) }
        let layout = try RepositoryLayout(gitDirectory: found)
        if named == nil { try layout.checkOwner(foundFrom: location.path, environment: location.environment) }
        try layout.checkFormat()

        let pointer = try open(found, searching: named == nil, location: location)
        do throws(GitError) {
            try chooseWorkTree(pointer, layout: layout, named: named != nil, location: location)
            try chooseObjects(pointer, location: location)
        } catch {
            git_repository_free(pointer)
            throw error
        }
        return try Repository(pointer: pointer, location: location)
    }

    private static func discover(_ location: GitLocation) throws(GitError) -> String {
        var buffer = git_buf()
        defer { git_buf_dispose(&buffer) }
        let (crossing, ceilings) = (location.crossesFileSystems, location.variable("GIT_CEILING_DIRECTORIES"))
        let code = attempt { git_repository_discover(&buffer, location.path, crossing ? 1 : 0, ceilings) }
        if code == GIT_ENOTFOUND.rawValue { throw .noRepository(path: location.path) }
        if code < 0 { throw LibraryFailure(code: code).error(at: location.path) }
        return String(cString: buffer.ptr)
    }

    private static func open(
        _ gitDirectory: String, searching: Bool, location: GitLocation
    ) throws(GitError) -> OpaquePointer {
        // Opening where the search started tells libgit2 how the repository was found, e.g. by a worktree's link.
        let crossing = location.crossesFileSystems ? GIT_REPOSITORY_OPEN_CROSS_FS.rawValue : 0
        let direct = GIT_REPOSITORY_OPEN_NO_SEARCH.rawValue | GIT_REPOSITORY_OPEN_NO_DOTGIT.rawValue
        let start = searching ? location.path : gitDirectory
        let ceilings = searching ? location.variable("GIT_CEILING_DIRECTORIES") : nil
        var pointer: OpaquePointer?
        let code = attempt { git_repository_open_ext(&pointer, start, searching ? crossing : direct, ceilings) }
        if code == GIT_ENOTFOUND.rawValue { throw .noRepository(path: gitDirectory) }
        if code < 0 { throw LibraryFailure(code: code).error(at: gitDirectory) }
        guard let pointer else { throw .noRepository(path: gitDirectory) }
        return pointer
    }

    /// The work tree as git chooses it when GIT_DIR or GIT_WORK_TREE are set.
    private static func chooseWorkTree(
        _ pointer: OpaquePointer, layout: RepositoryLayout, named: Bool, location: GitLocation
    ) throws(GitError) {
        var folder = location.variable("GIT_WORK_TREE").map(location.absolute)
        if folder == nil, named {
            if let linked = layout.linkedWorkTree {
                folder = linked
            } else if try layout.setting("core.worktree") == nil, try layout.setting("core.bare") != "true" {
                // Git takes the working directory. A hook of a receiving git runs inside the git folder: none there.
                let start = location.path + "/"
                guard !start.hasPrefix(layout.gitDirectory + "/") else { return }
                folder = location.path
            }
        }
        guard let folder else { return }
        try checked(folder) { git_repository_set_workdir(pointer, folder, 0) }
    }

    /// The objects that a receiving git keeps apart until its hooks agree.
    private static func chooseObjects(_ pointer: OpaquePointer, location: GitLocation) throws(GitError) {
        guard let folder = location.variable("GIT_OBJECT_DIRECTORY").map(location.absolute) else { return }
        let database = try made(folder) { git_odb_open(&$0, folder) }
        defer { git_odb_free(database) }
        let others = location.variable("GIT_ALTERNATE_OBJECT_DIRECTORIES") ?? ""
        for other in others.split(separator: ":").map({ location.absolute(String($0)) }) {
            try checked(other) { git_odb_add_disk_alternate(database, other) }
        }
        try checked(folder) { git_repository_set_odb(pointer, database) }
    }
}

extension GitLocation {
    /// Whether the search may leave the file system that it starts on.
    var crossesFileSystems: Bool {
        guard let text = variable("GIT_DISCOVERY_ACROSS_FILESYSTEM") else { return false }
        var value: CInt = 0
        return git_config_parse_bool(&value, text) == 0 && value == 1
    }
}
