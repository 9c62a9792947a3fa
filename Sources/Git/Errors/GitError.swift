/// Says why something in a repository could not be done.
///
/// ``message`` is what failed on what, ``hint`` the next command to type, ``code`` a stable name for programs.
public enum GitError: Error, Sendable, Hashable {
    /// No repository at or above the path.
    case noRepository(path: String)
    /// HEAD names a branch that has no commit yet.
    case unbornBranch(name: String)
    /// HEAD names a commit instead of a branch.
    case detachedHead(ObjectID)
    /// The repository belongs to another user and is not listed as safe.
    case foreignOwner(path: String)
    /// The repository names objects by SHA-256.
    case sha256Repository(path: String)
    /// The repository keeps its references in a reftable.
    case reftableRepository(path: String)
    /// The repository has `extensions.worktreeConfig` on.
    case worktreeConfigRepository(path: String)
    /// The repository uses an extension of git that is not understood here.
    case unsupportedExtension(path: String, name: String)
    /// Another program holds a lock file; `holder` says which, where that is known.
    case lockHeld(path: String, holder: String?)
    /// The disk (or the quota) is full.
    case diskFull(path: String)
    /// The path may not be written.
    case readOnly(path: String)
    /// An object that history refers to is not in the repository.
    case missingObject(ObjectID, what: String)
    /// No commit has that name.
    case noSuchRevision(String)
    /// More than one object has that abbreviated name.
    case ambiguousRevision(String)
    /// The text cannot be a branch's name.
    case invalidBranchName(String)
    /// A branch did not point where it was expected to; nil stands for a branch that does not exist.
    case movedReference(name: String, expected: ObjectID?, found: ObjectID?)
    /// Neither environment nor configuration says who the author or committer is.
    case noIdentity(role: String, what: String)
    /// A date in the environment is in no format that git reads.
    case invalidDate(variable: String, value: String)
    /// Touched paths differ from the branch in the work tree or the index.
    case dirty([DirtyPath])
    /// A commit could not be signed.
    case signingFailed(program: String, text: String)
    /// The system's git could not reach or did not convince a remote.
    case remoteFailed(String)
    /// A program is not installed or could not be started.
    case programFailed(program: String, text: String)
    /// The index cannot be read or written here.
    case unreadableIndex(path: String, why: String)
    /// An object or a file of the repository does not hold what it should.
    case corrupt(String)
    /// A blob is larger than the caller's limit, in bytes.
    case tooLarge(ObjectID, size: Int, limit: Int)
    /// What was asked is refused for the reason given.
    case notAllowed(String, hint: String?)
    /// The repository has no work tree.
    case bare(path: String)
    /// Anything else that libgit2 or the system reports.
    case other(code: Int, class: Int, text: String)
}
