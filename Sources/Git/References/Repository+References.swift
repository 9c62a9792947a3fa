import CLibgit2

extension Repository {
    /// What HEAD names; throws ``GitError/notAllowed(_:hint:)`` when it names something that is no branch.
    public func head() throws(GitError) -> Head {
        guard let reference = try lookUp("HEAD") else { throw .corrupt("'\(gitDirectory)/HEAD' is missing") }
        defer { git_reference_free(reference) }
        guard let target = git_reference_symbolic_target(reference) else {
            guard let id = git_reference_target(reference) else {
                throw .corrupt("'\(gitDirectory)/HEAD' names nothing")
            }
            return .detached(ObjectID(id))
        }
        let name = String(cString: target)
        guard name.hasPrefix("refs/heads/") else {
            throw .notAllowed("HEAD names '\(name)', which is no branch", hint: "go to one with 'git switch BRANCH'")
        }
        let branch = try BranchName(String(name.dropFirst("refs/heads/".utf8.count)))
        guard let id = try self.branch(branch) else { return .unborn(branch) }
        return .branch(branch, id)
    }

    /// The branch that HEAD names and its commit; throws ``GitError/unbornBranch(name:)`` or
    /// ``GitError/detachedHead(_:)`` for a HEAD that cannot be edited.
    public func currentBranch() throws(GitError) -> (name: BranchName, commit: ObjectID) {
        switch try head() {
        case .branch(let name, let id): return (name, id)
        case .unborn(let name): throw .unbornBranch(name: name.name)
        case .detached(let id): throw .detachedHead(id)
        }
    }

    /// The commit that a branch points to; nil when there is no such branch.
    public func branch(_ name: BranchName) throws(GitError) -> ObjectID? { try target(of: name.reference) }

    /// The local branches, sorted by name.
    public func branches() throws(GitError) -> [BranchName] {
        let iterator = try made(commonDirectory) { git_reference_iterator_glob_new(&$0, pointer, "refs/heads/*") }
        defer { git_reference_iterator_free(iterator) }
        var names: [BranchName] = []
        var name: UnsafePointer<CChar>?
        while true {
            let code = attempt { git_reference_next_name(&name, iterator) }
            if code == GIT_ITEROVER.rawValue { return names.sorted() }
            if code < 0 { throw LibraryFailure(code: code).error(at: commonDirectory) }
            guard let name else { return names.sorted() }
            names.append(try BranchName(String(String(cString: name).dropFirst("refs/heads/".utf8.count))))
        }
    }

    /// The commit of a revision in git's syntax (`main~2`, `v1^{commit}`, an abbreviated id).
    ///
    /// Throws ``GitError/noSuchRevision(_:)`` or ``GitError/ambiguousRevision(_:)``.
    public func commitID(of revision: String) throws(GitError) -> ObjectID {
        guard !revision.isEmpty, !revision.utf8.contains(0) else { throw .noSuchRevision(revision) }
        var object: OpaquePointer?
        var code = attempt { git_revparse_single(&object, pointer, revision) }
        if code < 0 { throw revisionError(code, revision) }
        defer { git_object_free(object) }
        var commit: OpaquePointer?
        code = attempt { git_object_peel(&commit, object, GIT_OBJECT_COMMIT) }
        if code < 0 { throw revisionError(code, revision) }
        defer { git_object_free(commit) }
        return ObjectID(git_object_id(commit))
    }

    /// The id of a reference by its full name; nil when it does not exist.
    public func target(of name: String) throws(GitError) -> ObjectID? {
        var oid = git_oid()
        let code = attempt { git_reference_name_to_id(&oid, pointer, name) }
        if code == GIT_ENOTFOUND.rawValue { return nil }
        if code < 0 { throw referenceError(code, name) }
        return ObjectID(oid)
    }

    /// A reference by its full name, which the caller frees; nil when it does not exist.
    func lookUp(_ name: String) throws(GitError) -> OpaquePointer? {
        var reference: OpaquePointer?
        let code = attempt { git_reference_lookup(&reference, pointer, name) }
        if code == GIT_ENOTFOUND.rawValue { return nil }
        if code < 0 { throw referenceError(code, name) }
        return reference
    }

    private func referenceError(_ code: CInt, _ name: String) -> GitError {
        let failure = LibraryFailure(code: code)
        if code == GIT_ERROR.rawValue, failure.kind == GIT_ERROR_REFERENCE {
            return .corrupt("reference '\(name)': \(failure.text)")
        }
        return failure.error(at: commonDirectory + "/" + name)
    }

    private func revisionError(_ code: CInt, _ revision: String) -> GitError {
        switch git_error_code(rawValue: code) {
        case GIT_EAMBIGUOUS: .ambiguousRevision(revision)
        case GIT_ENOTFOUND, GIT_EINVALIDSPEC, GIT_EPEEL, GIT_EINVALID: .noSuchRevision(revision)
        default: LibraryFailure(code: code).error(at: gitDirectory)
        }
    }
}
