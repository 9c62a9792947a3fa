import CLibgit2
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

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

/// What libgit2 says about its last failure on this thread, copied at once.
struct LibraryFailure {
    let code: CInt
    let kind: git_error_t
    let text: String

    init(code: CInt) {
        self.code = code
        if let last = git_error_last() {
            kind = git_error_t(rawValue: .init(last.pointee.klass))
            text = String(cString: last.pointee.message)
        } else {
            kind = GIT_ERROR_NONE
            text = "libgit2 failed with code \(code)"
        }
    }

    /// The error for a call that worked on `path`.
    func error(at path: String) -> GitError {
        if code == GIT_ELOCKED.rawValue { return .lockHeld(path: path + ".lock", holder: nil) }
        if code == GIT_EBAREREPO.rawValue { return .bare(path: path) }
        if let errno = systemError, let error = GitError(errno: errno, path: path) { return error }
        return .other(code: Int(code), class: Int(kind.rawValue), text: text)
    }

    /// The `errno` behind a failure of the system.
    ///
    /// libgit2 clears `errno` and appends `strerror` of it to the message, so comparing that ending with what the
    /// same C library says is the only way back to the number.
    private var systemError: CInt? {
        guard kind == GIT_ERROR_OS || kind == GIT_ERROR_ODB || kind == GIT_ERROR_REFERENCE else { return nil }
        return [ENOSPC, EDQUOT, EFBIG, EROFS, EACCES, EPERM].first { number in
            guard let description = strerror(number) else { return false }
            return text.hasSuffix(": " + String(cString: description))
        }
    }
}

extension GitError {
    /// The error for a full disk or a path that may not be written; nil for other numbers.
    init?(errno number: CInt, path: String) {
        switch number {
        case ENOSPC, EDQUOT, EFBIG: self = .diskFull(path: path)
        case EROFS, EACCES, EPERM: self = .readOnly(path: path)
        default: return nil
        }
    }

    /// The error for a failed call of the system on `path`.
    static func system(_ number: CInt, _ path: String) -> GitError {
        let text = strerror(number).map { String(cString: $0) } ?? "error \(number)"
        return GitError(errno: number, path: path)
            ?? .other(code: Int(number), class: Int(GIT_ERROR_OS.rawValue), text: "'\(path)': \(text)")
    }
}

/// Runs one call of libgit2 and throws what it reports, naming the path it worked on.
@discardableResult
func checked(_ path: String, _ call: () -> CInt) throws(GitError) -> CInt {
    let code = call()
    guard code < 0 else { return code }
    throw LibraryFailure(code: code).error(at: path)
}

/// Runs one call of libgit2 that makes an object of its own, which the caller frees.
func made(_ path: String, _ call: (inout OpaquePointer?) -> CInt) throws(GitError) -> OpaquePointer {
    var result: OpaquePointer?
    let code = call(&result)
    if code < 0 { throw LibraryFailure(code: code).error(at: path) }
    guard let result else { throw .other(code: Int(code), class: 0, text: "libgit2 gave no object for '\(path)'") }
    return result
}
