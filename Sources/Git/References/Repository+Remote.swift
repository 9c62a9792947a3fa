/// How a push ended.
public enum PushOutcome: Sendable, Hashable {
    /// The remote has the branch's commit now.
    case done
    /// The remote had it already.
    case upToDate
    /// The remote has commits that the branch does not have; nothing was changed.
    case nonFastForward
}

extension Repository {
    /// Pushes a branch to the branch of the same name with the system's git, which knows credentials and hooks.
    ///
    /// Throws ``GitError/remoteFailed(_:)`` with what git said when it ends in another way than the outcomes.
    public func push(remote: String, branch: BranchName) async throws(GitError) -> PushOutcome {
        let refspec = "\(branch.reference):\(branch.reference)"
        let result = try await git(["push", "--porcelain", "--", remote, refspec])
        for line in result.text.split(separator: "\n") {
            let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
            guard fields.count == 3, fields[1] == refspec, let flag = fields[0].first else { continue }
            switch flag {
            case "=": return .upToDate
            case " ", "*", "+": if result.succeeded { return .done }
            case "!":
                if isOvertaken(String(fields[2])) { return .nonFastForward }
                throw .remoteFailed("\(fields[2]); \(result.complaint)")
            default: break
            }
        }
        throw .remoteFailed(result.complaint)
    }

    /// Whether a reason for a rejection is that somebody else was first, before the push or while it went on.
    func isOvertaken(_ reason: String) -> Bool {
        let races = [
            "[rejected] (non-fast-forward)", "[rejected] (fetch first)", "(failed to update ref)",
            "(incorrect old value provided)", "cannot lock ref",
        ]
        return races.contains { reason.contains($0) }
    }

    /// Fetches one branch with the system's git and gives the remote's commit; nil when the remote has no such branch.
    public func fetch(remote: String, branch: BranchName) async throws(GitError) -> ObjectID? {
        let result = try await git(["fetch", "--no-tags", "--", remote, branch.reference])
        guard result.succeeded else {
            // git has no status of its own for a branch that is not there; ls-remote has: 2.
            let listing = try await git(["ls-remote", "--exit-code", "--", remote, branch.reference])
            if listing.status == 2 { return nil }
            throw .remoteFailed(result.complaint)
        }
        // One line a fetched reference: id, tab, nothing or 'not-for-merge', tab, where it came from.
        let text = try FileSystem.text(gitDirectory + "/FETCH_HEAD") ?? ""
        let line = text.split(separator: "\n").first { $0.contains("\tbranch '\(branch.name)' of ") }
        guard let id = line.flatMap({ ObjectID(hex: String($0.prefix(40))) }) else {
            throw .remoteFailed("git fetch did not say what it fetched")
        }
        return id
    }

    /// The remote and the branch there that a branch follows; nil when it follows none.
    public func upstream(of branch: BranchName) throws(GitError) -> (remote: String, branch: BranchName)? {
        guard let remote = try setting("branch.\(branch.name).remote"),
            let merge = try setting("branch.\(branch.name).merge"), merge.hasPrefix("refs/heads/")
        else { return nil }
        return (remote, try BranchName(String(merge.dropFirst("refs/heads/".utf8.count))))
    }

    /// Runs the system's git on this repository; its messages are in English so that they can be read here.
    func git(_ arguments: [String]) async throws(GitError) -> Program.Result {
        var variables = location.environment.filter { !Repository.localVariables.contains($0.key) }
        variables["LC_ALL"] = "C"
        variables["LANGUAGE"] = nil
        let program = Program(name: "git", environment: variables, folder: workDirectory ?? gitDirectory)
        var options = ["--git-dir=\(gitDirectory)"]
        if let workDirectory { options.append("--work-tree=\(workDirectory)") }
        return try await program.run(options + arguments)
    }

    /// The variables that name a repository, which the options replace.
    static let localVariables: Set<String> = [
        "GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_OBJECT_DIRECTORY",
        "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_QUARANTINE_PATH", "GIT_COMMON_DIR", "GIT_INTERNAL_SUPER_PREFIX",
    ]
}
