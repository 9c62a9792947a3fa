import CLibgit2  // Defines timespec wherever the compiler reads its header before Glibc's.

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

extension Repository {
    /// The author as git resolves it: GIT_AUTHOR_*, `author.*`, `user.*`, EMAIL.
    ///
    /// `now` is the time when GIT_AUTHOR_DATE is not set; nil reads the machine's clock. Throws
    /// ``GitError/noIdentity(role:what:)`` instead of guessing from the machine's name as git does.
    public func author(now: Identity.Moment? = nil) throws(GitError) -> Identity {
        try identity("author", now: now)
    }

    /// The committer as git resolves it: GIT_COMMITTER_*, `committer.*`, `user.*`, EMAIL; see ``author(now:)``.
    public func committer(now: Identity.Moment? = nil) throws(GitError) -> Identity {
        try identity("committer", now: now)
    }

    private func identity(_ role: String, now: Identity.Moment?) throws(GitError) -> Identity {
        let prefix = "GIT_\(role.uppercased())_"
        let name = try part("name", role, variable: prefix + "NAME")
        let email = try part("email", role, variable: prefix + "EMAIL", fallback: location.variable("EMAIL"))
        let moment: Identity.Moment
        if let text = location.variable(prefix + "DATE") {
            guard let parsed = Identity.Moment(gitDate: text) else {
                throw .invalidDate(variable: prefix + "DATE", value: text)
            }
            moment = parsed
        } else {
            moment = now ?? .ofTheClock
        }
        return Identity(name: name, email: email, time: moment.time, offset: moment.offset)
    }

    private func part(
        _ what: String, _ role: String, variable: String, fallback: String? = nil
    ) throws(GitError) -> String {
        var candidates = [location.variable(variable)]
        candidates.append(try setting("\(role).\(what)"))
        candidates.append(try setting("user.\(what)"))
        candidates.append(fallback)
        for case let text? in candidates {
            let clean = Repository.cleaned(text)
            if !clean.isEmpty { return clean }
        }
        throw .noIdentity(role: role, what: what)
    }

    /// Without the characters that git leaves out: line breaks and angle brackets, and "crud" at both ends.
    static func cleaned(_ text: String) -> String {
        let inner = text.utf8.filter { $0 != 10 && $0 != 60 && $0 != 62 }
        let crud = Set(".,:;<>\"\\'".utf8)
        func isCrud(_ byte: UInt8) -> Bool { byte <= 32 || crud.contains(byte) }
        guard let start = inner.firstIndex(where: { !isCrud($0) }), let end = inner.lastIndex(where: { !isCrud($0) })
        else { return "" }
        return String(decoding: inner[start...end], as: UTF8.self)
    }
}

extension Identity.Moment {
    /// The machine's clock and time zone.
    static var ofTheClock: Identity.Moment {
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        var local = tm()
        localtime_r(&now.tv_sec, &local)
        return Identity.Moment(time: Int64(now.tv_sec), offset: Int(local.tm_gmtoff) / 60)
    }
}
