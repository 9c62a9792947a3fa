extension GitError {
    /// What failed, on what: lower case, no full stop.
    public var message: String {
        switch self {
        case .noRepository(let path): "no git repository at or above '\(path)'"
        case .unbornBranch(let name): "branch '\(name)' has no commit yet"
        case .detachedHead(let id): "HEAD is detached at '\(id.abbreviated())'"
        case .foreignOwner(let path): "repository '\(path)' belongs to another user"
        case .sha256Repository(let path): "repository '\(path)' uses SHA-256 object names"
        case .reftableRepository(let path): "repository '\(path)' keeps its references in a reftable"
        case .worktreeConfigRepository(let path): "repository '\(path)' has extensions.worktreeConfig on"
        case .unsupportedExtension(let path, let name): "repository '\(path)' uses the extension '\(name)'"
        case .lockHeld(let path, let holder): "lock '\(path)' is held by \(holder ?? "another program")"
        case .diskFull(let path): "no space left for '\(path)'"
        case .readOnly(let path): "'\(path)' may not be written"
        case .missingObject(let id, let what): "\(what) '\(id)' is missing from the repository"
        case .noSuchRevision(let text): "no commit is named '\(text)'"
        case .ambiguousRevision(let text): "more than one object is named '\(text)'"
        case .invalidBranchName(let name): "'\(name)' cannot be the name of a branch"
        case .movedReference(let name, let expected, let found): GitError.moved(name, expected, found)
        case .noIdentity(let role, let what): "no \(what) is set for the \(role)"
        case .invalidDate(let variable, let value): "\(variable) holds '\(value)', which is no date that git reads"
        case .dirty(let paths): GitError.dirty(paths)
        case .signingFailed(let program, let text): "'\(program)' did not sign the commit: \(text)"
        case .remoteFailed(let text): "git could not exchange with the remote: \(text)"
        case .programFailed(let program, let text): "'\(program)' did not run: \(text)"
        case .unreadableIndex(let path, let why): "index '\(path)' cannot be used: \(why)"
        case .corrupt(let text): "repository is damaged: \(text)"
        case .tooLarge(let id, let size, let limit): "blob '\(id)' has \(size) bytes, more than \(limit)"
        case .notAllowed(let text, _): text
        case .bare(let path): "repository '\(path)' has no work tree"
        case .other(_, _, let text): text
        }
    }

    /// The next command to type, where one helps.
    public var hint: String? {
        switch self {
        case .noRepository: "run 'git init', or name a repository with '-C PATH'"
        case .unbornBranch: "make the first commit with 'git commit'"
        case .detachedHead: "go to a branch with 'git switch BRANCH'"
        case .foreignOwner(let path): "git config --global --add safe.directory '\(path)'"
        case .sha256Repository: "use a repository made with 'git init --object-format=sha1'"
        case .reftableRepository: "convert it with 'git refs migrate --ref-format=files'"
        case .worktreeConfigRepository:
            "move what is in 'config.worktree' to 'config', then run 'git config --unset extensions.worktreeConfig'"
        case .unsupportedExtension(_, let name): "see 'git config extensions.\(name)'"
        case .lockHeld(let path, _):
            "wait for the other program; if none runs any more, remove it with 'rm \"\(path)\"'"
        case .diskFull: "free some space, then run the command again"
        case .readOnly: "check the folder's permissions and mount, then run the command again"
        case .missingObject(let id, _):
            "fetch it with 'git fetch' (in a partial clone 'git cat-file -e \(id)'), or see 'git fsck'"
        case .noSuchRevision, .ambiguousRevision: "list commits with 'git log --oneline'"
        case .invalidBranchName: "see 'git help check-ref-format'"
        case .movedReference: "run the command again on the new head"
        case .noIdentity(_, let what): GitError.identityHint(what)
        case .invalidDate: "write it as '2026-01-31T12:00:00+01:00'"
        case .dirty: "commit or put away these changes first, e.g. with 'git stash'"
        case .signingFailed: "check 'git config --get-regexp \"gpg|signingkey\"'"
        case .remoteFailed: nil
        case .programFailed(let program, _): "see that '\(program)' is installed and on PATH"
        case .unreadableIndex(let path, _):
            "see 'git status'; join a split one with 'git update-index --no-split-index', "
                + "make a damaged one anew with 'rm \"\(path)\" && git reset'"
        case .corrupt: "see 'git fsck'"
        case .tooLarge: nil
        case .notAllowed(_, let hint): hint
        case .bare: "run the command in a clone with a work tree"
        case .other: nil
        }
    }

    private static func moved(_ name: String, _ expected: ObjectID?, _ found: ObjectID?) -> String {
        switch (expected, found) {
        case (nil, _?): "'\(name)' exists already"
        case (_?, nil): "'\(name)' does not exist any more"
        default: "'\(name)' moved from '\(expected?.abbreviated() ?? "")' to '\(found?.abbreviated() ?? "")'"
        }
    }

    private static func dirty(_ paths: [DirtyPath]) -> String {
        "uncommitted changes in the way: "
            + paths.map { "'\($0.path)' (\($0.state.rawValue))" }.joined(separator: ", ")
    }

    private static func identityHint(_ what: String) -> String {
        what == "name"
            ? "git config --global user.name 'Your Name'" : "git config --global user.email 'you@example.com'"
    }
}
