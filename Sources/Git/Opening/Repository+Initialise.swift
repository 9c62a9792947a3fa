import CLibgit2

extension Repository {
    /// Makes a repository with a work tree at an absolute path, its HEAD on the unborn `branch`, and opens it.
    ///
    /// Missing folders are made. Refuses a path that already is the top of a repository.
    public static func initialise(
        at path: String, branch: String, environment: [String: String]
    ) throws(GitError) -> Repository {
        try Library.start(for: environment)
        let name = try BranchName(branch)
        var options = git_repository_init_options()
        try checked(path) { git_repository_init_options_init(&options, UInt32(GIT_REPOSITORY_INIT_OPTIONS_VERSION)) }
        options.flags = GIT_REPOSITORY_INIT_NO_REINIT.rawValue | GIT_REPOSITORY_INIT_MKPATH.rawValue
        var pointer: OpaquePointer?
        let code = name.name.withCString { head in
            options.initial_head = head
            return attempt { git_repository_init_ext(&pointer, path, &options) }
        }
        if code == GIT_EEXISTS.rawValue {
            throw .notAllowed("'\(path)' is a git repository already", hint: nil)
        }
        if code < 0 { throw LibraryFailure(code: code).error(at: path) }
        git_repository_free(pointer)
        // The new repository is meant, whatever GIT_DIR says.
        let plain = environment.filter { !["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"].contains($0.key) }
        return try open(GitLocation(path: path, environment: plain))
    }
}
