import CLibgit2

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The files that git reads its configuration from in one environment, lowest level first.
struct ConfigurationFiles {
    /// A file and the level it stands for.
    struct Level {
        let path: String
        let level: git_config_level_t
    }

    let levels: [Level]
    private let environment: [String: String]

    /// The files of the system and of the user.
    init(environment: [String: String]) {
        func variable(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
        var levels: [Level] = []
        if !ConfigurationFiles.isTrue(environment["GIT_CONFIG_NOSYSTEM"]) {
            levels.append(
                Level(path: variable("GIT_CONFIG_SYSTEM") ?? "/etc/gitconfig", level: GIT_CONFIG_LEVEL_SYSTEM))
        }
        // A GIT_CONFIG_GLOBAL that is set, even to nothing, stands for both of the user's files.
        if let global = environment["GIT_CONFIG_GLOBAL"] {
            levels.append(Level(path: global, level: GIT_CONFIG_LEVEL_GLOBAL))
        } else {
            if let folder = variable("XDG_CONFIG_HOME") {
                levels.append(Level(path: folder + "/git/config", level: GIT_CONFIG_LEVEL_XDG))
            } else if let home = variable("HOME") {
                levels.append(Level(path: home + "/.config/git/config", level: GIT_CONFIG_LEVEL_XDG))
            }
            if let home = variable("HOME") {
                levels.append(Level(path: home + "/.gitconfig", level: GIT_CONFIG_LEVEL_GLOBAL))
            }
        }
        self.levels = levels.filter { !$0.path.isEmpty }
        self.environment = environment
    }

    /// Opens these files, the repository's own where one is given, and what the environment itself sets.
    ///
    /// `repository` lets `includeIf` conditions be answered.
    func open(local: String? = nil, repository: OpaquePointer? = nil) throws(GitError) -> Configuration {
        var files = levels
        if let local { files.append(Level(path: local, level: GIT_CONFIG_LEVEL_LOCAL)) }
        // libgit2 reads settings from files only, and looks at them again later.
        var folder: PrivateFolder?
        let own = try EnvironmentSettings(environment)
        if !own.settings.isEmpty {
            let made = try PrivateFolder(environment: environment)
            let path = try made.write(Array(own.file().utf8), to: "config")
            files.append(Level(path: path, level: GIT_CONFIG_LEVEL_APP))
            folder = made
        }
        let config = Configuration(pointer: try made("configuration") { git_config_new(&$0) }, folder: folder)
        // The repository's own file is added even when missing, so that a setting can be written to it.
        for file in files where file.level == GIT_CONFIG_LEVEL_LOCAL || access(file.path, R_OK) == 0 {
            try checked(file.path) {
                git_config_add_file_ondisk(config.pointer, file.path, file.level, repository, 0)
            }
        }
        return config
    }

    private static func isTrue(_ text: String?) -> Bool {
        guard let text, !text.isEmpty else { return false }
        var value: CInt = 0
        return git_config_parse_bool(&value, text) == 0 && value == 1
    }
}

/// An open configuration and the file that it may need.
final class Configuration {
    let pointer: OpaquePointer
    private let folder: PrivateFolder?

    init(pointer: OpaquePointer, folder: PrivateFolder?) {
        self.pointer = pointer
        self.folder = folder
    }

    deinit { git_config_free(pointer) }
}

/// Reads a setting of a configuration; nil when it is not set.
func setting(_ name: String, in config: OpaquePointer) throws(GitError) -> String? {
    var buffer = git_buf()
    defer { git_buf_dispose(&buffer) }
    let code = attempt { git_config_get_string_buf(&buffer, config, name) }
    if code == GIT_ENOTFOUND.rawValue { return nil }
    if code < 0 { throw LibraryFailure(code: code).error(at: name) }
    return buffer.ptr.map { String(cString: $0) } ?? ""
}
