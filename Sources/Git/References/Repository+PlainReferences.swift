import CLibgit2

extension Repository {
    /// Points a reference that is no branch to an object, whatever it pointed to.
    ///
    /// Throws ``GitError/notAllowed(_:hint:)`` for a name below `refs/heads/`, whose commits are never moved like that.
    public func setReference(_ name: String, to id: ObjectID) throws(GitError) {
        guard name.hasPrefix("refs/"), !name.hasPrefix("refs/heads/") else {
            throw .notAllowed("'\(name)' is no plain reference", hint: nil)
        }
        try refuseQuarantine()
        var oid = id.oid
        var reference: OpaquePointer?
        let code = attempt { git_reference_create(&reference, pointer, name, &oid, 1, nil) }
        if code < 0 { throw LibraryFailure(code: code).error(at: commonDirectory + "/" + name) }
        git_reference_free(reference)
    }

    /// Publishes a reference that is no branch, whatever the remote had; who publishes it at the same moment may win.
    public func push(remote: String, reference: String) async throws(GitError) {
        let result = try await git(["push", "--quiet", "--no-verify", "--", remote, "+\(reference):\(reference)"])
        guard result.succeeded || isOvertaken(result.complaint) else { throw .remoteFailed(result.complaint) }
    }

    /// Fetches references that are no branches, all below a prefix such as `refs/flagctl/`.
    public func fetch(remote: String, references prefix: String) async throws(GitError) {
        let result = try await git(["fetch", "--quiet", "--no-tags", "--", remote, "+\(prefix)*:\(prefix)*"])
        guard result.succeeded else { throw .remoteFailed(result.complaint) }
    }
}
