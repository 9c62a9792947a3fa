import CLibgit2

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// What libgit2 says about its last failure on this thread, copied at once.
///
/// To be made right after the call, in the same synchronous function: libgit2 keeps one failure per thread.
struct LibraryFailure {
    let code: CInt
    let kind: git_error_t
    let text: String
    private let number: CInt

    init(code: CInt) {
        number = errno
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
        if kind == GIT_ERROR_CONFIG {
            return .notAllowed(
                "the configuration cannot be read: \(text)", hint: "see 'git config --list --show-origin'")
        }
        if let errno = systemError, let error = GitError(errno: errno, path: path) { return error }
        return .other(code: Int(code), class: Int(kind.rawValue), text: text)
    }

    /// The `errno` behind a failure of the system.
    ///
    /// libgit2 clears `errno` and appends `strerror` of it to the message, so comparing that ending with what the
    /// same C library says is the only way back to the number. Some paths fail without a word and leave `errno`.
    private var systemError: CInt? {
        let numbers = [ENOSPC, EDQUOT, EFBIG, EROFS, EACCES, EPERM]
        if kind == GIT_ERROR_NONE { return numbers.contains(number) ? number : nil }
        return numbers.first { number in
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

/// Runs one call of libgit2 with a clean slate, so that what it reports afterwards is its own failure.
func attempt(_ call: () -> CInt) -> CInt {
    git_error_clear()
    errno = 0
    return call()
}

/// Runs one call of libgit2 and throws what it reports, naming the path it worked on.
@discardableResult
func checked(_ path: String, _ call: () -> CInt) throws(GitError) -> CInt {
    let code = attempt(call)
    guard code < 0 else { return code }
    throw LibraryFailure(code: code).error(at: path)
}

/// Runs one call of libgit2 that makes an object of its own, which the caller frees.
func made(_ path: String, _ call: (inout OpaquePointer?) -> CInt) throws(GitError) -> OpaquePointer {
    var result: OpaquePointer?
    let code = attempt { call(&result) }
    if code < 0 { throw LibraryFailure(code: code).error(at: path) }
    guard let result else { throw .other(code: Int(code), class: 0, text: "libgit2 gave no object for '\(path)'") }
    return result
}
