extension GitError {
    /// A stable kebab-case name for programs.
    public var code: String {
        switch self {
        case .noRepository: "no-repository"
        case .unbornBranch: "unborn-branch"
        case .detachedHead: "detached-head"
        case .foreignOwner: "foreign-owner"
        case .sha256Repository: "sha256-repository"
        case .reftableRepository: "reftable-repository"
        case .worktreeConfigRepository: "worktree-config-repository"
        case .unsupportedExtension: "unsupported-extension"
        case .lockHeld: "lock-held"
        case .diskFull: "disk-full"
        case .readOnly: "read-only"
        case .missingObject: "missing-object"
        case .noSuchRevision: "no-such-revision"
        case .ambiguousRevision: "ambiguous-revision"
        case .invalidBranchName: "invalid-branch-name"
        case .movedReference: "moved-reference"
        case .noIdentity: "no-identity"
        case .invalidDate: "invalid-date"
        case .dirty: "dirty"
        case .signingFailed: "signing-failed"
        case .remoteFailed: "remote-failed"
        case .programFailed: "program-failed"
        case .unreadableIndex: "unreadable-index"
        case .corrupt: "corrupt"
        case .tooLarge: "too-large"
        case .notAllowed: "not-allowed"
        case .bare: "bare"
        case .other: "git-error"
        }
    }
}
