#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// What a flagctl that did not come to its end had left undone, and what became of it.
public struct Recovery: Sendable, Hashable {
    /// The commit that was being published, if one was.
    public internal(set) var commit: ObjectID?
    /// The branch that it was published on.
    public internal(set) var branch: BranchName?
    /// The paths of the work tree and the index that were brought to the commit's version now.
    public internal(set) var finished: [String] = []
    /// The paths whose files hold something else by now and were left alone.
    public internal(set) var left: [String] = []
    /// Whether the change had not reached the branch and was dropped as a whole.
    public internal(set) var isDropped = false
    /// Lock files of a killed flagctl that were removed.
    public internal(set) var removedLocks: [String] = []

    var isEmpty: Bool { commit == nil && removedLocks.isEmpty }
}

extension Repository {
    /// Finishes or clears what a killed flagctl left; called with flagctl's lock held.
    func recover() throws(GitError) -> Recovery? {
        var recovery = Recovery()
        for folder in [gitDirectory] + (try otherGitDirectories()) {
            if let lock = try IndexLock.removeStale(in: folder) { recovery.removedLocks.append(lock) }
            if let journal = try Journal.read(in: folder), let lock = try removeStaleLock(of: journal) {
                recovery.removedLocks.append(lock)
            }
        }
        try removeCopies()
        if let journal = try Journal.read(in: gitDirectory) {
            recovery.commit = journal.new
            recovery.branch = journal.branch
            try finish(journal, &recovery)
            try Journal.remove(in: gitDirectory)
        }
        return recovery.isEmpty ? nil : recovery
    }

    private func finish(_ journal: Journal, _ recovery: inout Recovery) throws(GitError) {
        let tip = try branch(journal.branch)
        guard let tip, try isOn(journal.new, tip) else {
            recovery.isDropped = true
            return
        }
        guard try followsHead(journal.branch) else { return }
        let oldTree = try journal.old.map { (id) throws(GitError) in try commit(id).tree }
        let changes = try changes(from: oldTree, to: try commit(journal.new).tree)
        let workTree = try WorkTree(self)
        for (number, change) in changes.enumerated() {
            try workTree.removeTemporary(journal.temporaryName(number), beside: change.path)
        }
        let tipTree = try commit(tip).tree
        let index = try WorkTreeIndex(changing: self)
        defer { index.release() }
        for (number, change) in Repository.ordered(changes) {
            // A later commit that touched the path has its own right to it.
            let latest = try entry(at: change.path, in: tipTree)
            guard latest?.id == change.after?.id, latest?.mode == change.after?.mode else { continue }
            let isFinished = try finish(
                change, index: index, workTree: workTree, temporary: journal.temporaryName(number))
            if isFinished { recovery.finished.append(change.path) } else { recovery.left.append(change.path) }
        }
        try index.write(workTree)
        try index.publish()
    }

    private func isOn(_ commit: ObjectID, _ tip: ObjectID) throws(GitError) -> Bool {
        if commit == tip { return true }
        guard try contains(commit) else { return false }
        return try isAncestor(commit, of: tip)
    }

    /// Brings one path to the new version if its file and entry are the old ones; false when the file is neither.
    private func finish(
        _ change: PathChange, index: WorkTreeIndex, workTree: WorkTree, temporary: String
    ) throws(GitError) -> Bool {
        let path = change.path
        let known = index.entry(path)
        let isOld = known?.id == change.before?.id && known?.mode == change.before?.mode
        let isNew = known?.id == change.after?.id && known?.mode == change.after?.mode
        let mayRecord = (isOld || isNew) && !index.isConflicted(path)
        let skipped = known?.isSkipped == true ? try workTree.status(at: path) == nil : false

        var status: stat?
        var isLeft = false
        if !skipped {
            if try workTree.difference(at: path, from: change.after, known: nil) == nil {
                status = try workTree.status(at: path)
            } else if try workTree.difference(at: path, from: change.before, known: nil) == nil {
                status = try workTree.write(change.after, at: path, temporary: temporary)
            } else {
                isLeft = true
            }
        }
        if mayRecord { try index.record(change.after, at: path, status: status, skipped: skipped) }
        return !isLeft
    }

    /// Removes a branch's lock that the journal's own change left.
    ///
    /// It is ours when it holds the journal's commit. An empty one may be another program's that is just starting, so it
    /// must stay as it is for a second.
    private func removeStaleLock(of journal: Journal) throws(GitError) -> String? {
        let path = referencePath(journal.branch) + ".lock"
        guard let bytes = try FileSystem.bytes(path) else { return nil }
        if bytes != Array((journal.new.hex + "\n").utf8) {
            guard bytes.isEmpty else { return nil }
            usleep(1_000_000)
            guard try FileSystem.bytes(path)?.isEmpty == true else { return nil }
        }
        try FileSystem.remove(path)
        return path
    }

    /// Removes copies of the index that a killed process left.
    private func removeCopies() throws(GitError) {
        let folder = gitDirectory + "/flagctl"
        for name in try FileSystem.names(in: folder) where name.hasPrefix("index.") || name == "pending.new" {
            try FileSystem.remove(folder + "/" + name)
        }
    }
}
