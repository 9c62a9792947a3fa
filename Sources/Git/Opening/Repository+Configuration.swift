import CLibgit2

extension Repository {
    /// A setting as git resolves it (system, user, repository); nil when it is not set.
    public func setting(_ name: String) throws(GitError) -> String? { try Git.setting(name, in: config) }

    /// A setting that is true or false as git reads it; nil when it is not set.
    public func flag(_ name: String) throws(GitError) -> Bool? {
        var value: CInt = 0
        let code = attempt { git_config_get_bool(&value, config, name) }
        if code == GIT_ENOTFOUND.rawValue { return nil }
        if code < 0 { throw LibraryFailure(code: code).error(at: name) }
        return value == 1
    }

    /// Sets a setting in the repository's own file.
    public func set(_ name: String, to value: String) throws(GitError) {
        let path = commonDirectory + "/config"
        let local = try made(path) { git_config_open_level(&$0, config, GIT_CONFIG_LEVEL_LOCAL) }
        defer { git_config_free(local) }
        try checked(path) { git_config_set_string(local, name, value) }
    }

    /// A setting that holds a path; `~/` stands for the environment's HOME.
    func path(_ name: String) throws(GitError) -> String? { try setting(name).map(expanded) }

    /// The path with `~/` replaced by the environment's HOME.
    func expanded(_ path: String) -> String {
        guard path.hasPrefix("~/"), let home = location.variable("HOME") else { return path }
        return home + path.dropFirst(1)
    }
}
