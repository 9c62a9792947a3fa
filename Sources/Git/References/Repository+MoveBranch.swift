import CLibgit2

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

extension Repository {
    /// Points a branch to another commit if it still points to `from`, and writes the reflog.
    ///
    /// A `from` of nil means that the branch must not exist. Waits about five seconds for another program's lock, then
    /// throws ``GitError/lockHeld(path:holder:)``; throws ``GitError/movedReference(name:expected:found:)`` when the
    /// branch is elsewhere. The comparison happens under the reference's lock.
    public func moveBranch(
        _ name: BranchName, from: ObjectID?, to: ObjectID, message: String, by: Identity
    ) throws(GitError) {
        try moveBranch(name, from: from, to: to, message: message, by: by) {}
    }

    /// The same; `prepare` runs while the branch is locked and known to be at `from`, and can still refuse.
    func moveBranch(
        _ name: BranchName, from: ObjectID?, to: ObjectID, message: String, by: Identity,
        after prepare: () throws(GitError) -> Void
    ) throws(GitError) {
        try refuseQuarantine()
        git_commit_free(try object(to, GIT_OBJECT_COMMIT, "commit"))
        let transaction = try made(commonDirectory) { git_transaction_new(&$0, pointer) }
        defer { git_transaction_free(transaction) }
        try lockReference(name, transaction)
        guard try targetForUpdate(name) == from else {
            throw .movedReference(name: name.name, expected: from, found: try branch(name))
        }
        if from == nil { try checkRoom(for: name) }
        let signature = try by.signature()
        defer { git_signature_free(signature) }
        var oid = to.oid
        let path = referencePath(name)
        // A reflog line ends at the first line break.
        let line = String(message.prefix { $0 != "\n" })
        try prepare()
        try checked(path) { git_transaction_set_target(transaction, name.reference, &oid, signature, line) }
        try checked(path) { git_transaction_commit(transaction) }
    }

    /// Where the branch's own file is, if it is not packed.
    func referencePath(_ name: BranchName) -> String { commonDirectory + "/" + name.reference }

    private func lockReference(_ name: BranchName, _ transaction: OpaquePointer) throws(GitError) {
        let path = referencePath(name)
        var patience = Patience(seconds: 5)
        while true {
            let code = attempt { git_transaction_lock_ref(transaction, name.reference) }
            if code >= 0 { return }
            let failure = LibraryFailure(code: code)
            guard code == GIT_ELOCKED.rawValue else {
                // A branch 'a' leaves no room for 'a/b', whose lock then has no folder.
                if try branch(name) == nil { try checkRoom(for: name) }
                throw failure.error(at: path)
            }
            guard patience.wait() else { throw .lockHeld(path: path + ".lock", holder: nil) }
        }
    }

    /// The branch's commit, refusing one that is only another name for a reference.
    private func targetForUpdate(_ name: BranchName) throws(GitError) -> ObjectID? {
        guard let reference = try lookUp(name.reference) else { return nil }
        defer { git_reference_free(reference) }
        guard let id = git_reference_target(reference) else {
            let target = git_reference_symbolic_target(reference).map { String(cString: $0) } ?? ""
            throw .notAllowed("branch '\(name)' is only another name for '\(target)'", hint: "edit that branch")
        }
        return ObjectID(id)
    }

    /// Refuses a new branch `a/b` beside a branch `a`, and the other way round, also where git keeps them packed.
    private func checkRoom(for name: BranchName) throws(GitError) {
        let parts = name.name.split(separator: "/")
        var others: [String] = []
        for count in 1..<max(parts.count, 1) {
            let parent = parts[..<count].joined(separator: "/")
            if try target(of: "refs/heads/" + parent) != nil { others.append(parent) }
        }
        others += try branches().map(\.name).filter { $0.hasPrefix(name.name + "/") }
        guard let other = others.first else { return }
        throw .notAllowed("branch '\(name)' cannot exist beside branch '\(other)'", hint: "choose another name")
    }

    /// Refuses to move a branch inside a hook that decides about incoming objects, as git does.
    func refuseQuarantine() throws(GitError) {
        guard location.variable("GIT_QUARANTINE_PATH") != nil else { return }
        throw .notAllowed("a hook that checks incoming commits may not move branches", hint: nil)
    }
}

/// Waits in growing, uneven steps until a time is over.
struct Patience {
    private let end: Int64
    private var step: UInt32 = 1000

    /// Starts now and ends in so many seconds.
    init(seconds: Double) { end = Patience.now() + Int64(seconds * 1e9) }

    /// Sleeps a little; false when the time is over.
    mutating func wait() -> Bool {
        guard Patience.now() < end else { return false }
        usleep(step / 2 + UInt32.random(in: 0...step))
        step = min(step * 2, 50_000)
        return true
    }

    private static func now() -> Int64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }
}
