import CLibgit2
import Synchronization

/// The one place where libgit2 is set up; it is never shut down.
enum Library {
    private static let status: CInt = {
        let count = git_libgit2_init()
        guard count >= 0 else { return count }
        for status in [
            flagctl_git_enable_fsync(1), flagctl_git_set_owner_validation(0), flagctl_git_allow_extensions(),
        ] where status < 0 { return status }
        // Our own configuration names every file (see ConfigurationFiles); libgit2 must not find others.
        for level in [GIT_CONFIG_LEVEL_PROGRAMDATA, GIT_CONFIG_LEVEL_SYSTEM] {
            let status = flagctl_git_set_search_path(level.rawValue, "")
            if status < 0 { return status }
        }
        return 0
    }()

    private static let home = Mutex<String?>(nil)

    /// Sets libgit2 up, once for the process.
    static func start() throws(GitError) {
        if status < 0 { throw LibraryFailure(code: status).error(at: "libgit2") }
    }

    /// Tells libgit2 where `~/` and the user's attributes file are.
    ///
    /// libgit2 keeps these per process and reads them without a lock, so the first repository decides. Everything
    /// else of an environment is kept per repository.
    static func start(for environment: [String: String]) throws(GitError) {
        try start()
        let status = home.withLock { home -> CInt in
            guard home == nil else { return 0 }
            let folder = environment["HOME"] ?? ""
            home = folder
            let user = environment["XDG_CONFIG_HOME"].flatMap { $0.isEmpty ? nil : $0 + "/git" }
            let xdg = user ?? (folder.isEmpty ? "" : folder + "/.config/git")
            let status = flagctl_git_set_search_path(GIT_CONFIG_LEVEL_XDG.rawValue, xdg)
            guard status >= 0 else { return status }
            return flagctl_git_set_search_path(GIT_CONFIG_LEVEL_GLOBAL.rawValue, folder)
        }
        if status < 0 { throw LibraryFailure(code: status).error(at: "libgit2") }
    }
}

extension Repository {
    /// Begins to set libgit2 up beside what the process has to do first, which takes some milliseconds off its start.
    ///
    /// Whoever needs libgit2 waits for the rest; what goes wrong is reported to them.
    public static func prepare() { Task.detached { try? Library.start() } }
}
