import CLibgit2

/// Who did something and when.
public struct Identity: Sendable, Hashable {
    /// A point in time and the time zone it was noted in.
    public struct Moment: Sendable, Hashable {
        /// Seconds since 1970.
        public let time: Int64
        /// Minutes east of UTC.
        public let offset: Int

        /// Makes a moment.
        public init(time: Int64, offset: Int = 0) {
            self.time = time
            self.offset = offset
        }
    }

    /// The name.
    public let name: String
    /// The e-mail address.
    public let email: String
    /// Seconds since 1970.
    public let time: Int64
    /// Minutes east of UTC.
    public let offset: Int

    /// Makes an identity at a time in seconds since 1970 and an offset in minutes east of UTC.
    public init(name: String, email: String, time: Int64, offset: Int = 0) {
        self.name = name
        self.email = email
        self.time = time
        self.offset = offset
    }

    /// `Name <email>`.
    public var text: String { "\(name) <\(email)>" }

    /// The moment that it carries.
    public var moment: Moment { Moment(time: time, offset: offset) }
}

extension Identity {
    /// Copies a signature that libgit2 owns.
    init(_ signature: git_signature) {
        self.init(
            name: String(cString: signature.name), email: String(cString: signature.email),
            time: signature.when.time, offset: Int(signature.when.offset))
    }

    /// The form that libgit2 takes, which the caller frees.
    func signature() throws(GitError) -> UnsafeMutablePointer<git_signature> {
        var result: UnsafeMutablePointer<git_signature>?
        let code = attempt { git_signature_new(&result, name, email, time, CInt(clamping: offset)) }
        if code < 0 {
            let failure = LibraryFailure(code: code)
            throw .notAllowed("'\(text)' cannot sign a commit: \(failure.text)", hint: nil)
        }
        guard let result else { throw .notAllowed("'\(text)' cannot sign a commit", hint: nil) }
        return result
    }
}
