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
            if let journal = try Journal.read(in: folder), let lock = try removeStaleLock(of: journal, in: folder) {
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
        recovery.isDropped = try !isOn(journal.new, branch(journal.branch))
        // A commit that was never written moved nothing either.
        guard try followsHead(journal.branch), try contains(journal.new) else { return }
        let oldTree = try journal.old.map { (id) throws(GitError) in try commit(id).tree }
        let changes = try changes(from: oldTree, to: try commit(journal.new).tree)
        let index = try WorkTreeIndex(changing: self)
        defer { index.release() }
        let settled = try settle(journal, changes, index: index, workTree: WorkTree(self))
        if !recovery.isDropped { recovery.finished = settled.done }
        recovery.left = settled.left
    }

    /// Brings the paths of a change to the version that the branch holds now, be it the one before or the one after.
    ///
    /// A file or an entry that is neither was written by somebody else since: it stays.
    func settle(
        _ journal: Journal, _ changes: [PathChange], index: WorkTreeIndex, workTree: WorkTree
    ) throws(GitError) -> (done: [String], left: [String]) {
        for (number, change) in changes.enumerated() {
            try workTree.removeTemporary(journal.temporaryName(number), beside: change.path)
        }
        let tip = try branch(journal.branch)
        let tree = try tip.map { (id) throws(GitError) in try commit(id).tree }
        var latest: [String: TreeEntry] = [:]
        if let tree { for change in changes { latest[change.path] = try entry(at: change.path, in: tree) } }
        var (done, left): ([String], [String]) = ([], [])
        var isChanged = false
        for (number, change) in Repository.ordered(changes, by: { latest[$0.path] }) {
            let version = latest[change.path]
            // A later commit that touched the path has its own right to it.
            guard Repository.same(version, change.before) || Repository.same(version, change.after) else { continue }
            let isDone = try settle(
                change, at: version, index: index, workTree: workTree, temporary: journal.temporaryName(number),
                isChanged: &isChanged)
            if isDone { done.append(change.path) } else { left.append(change.path) }
        }
        if isChanged {
            try index.write(workTree)
            try index.publish()
        }
        return (done, left)
    }

    private func isOn(_ commit: ObjectID, _ tip: ObjectID?) throws(GitError) -> Bool {
        guard let tip else { return false }
        if commit == tip { return true }
        guard try contains(commit) else { return false }
        return try isAncestor(commit, of: tip)
    }

    private static func same(_ a: TreeEntry?, _ b: TreeEntry?) -> Bool { a?.id == b?.id && a?.mode == b?.mode }

    /// Brings one path to a version if its file and entry are one of the change's two; false when the file is neither.
    private func settle(
        _ change: PathChange, at version: TreeEntry?, index: WorkTreeIndex, workTree: WorkTree, temporary: String,
        isChanged: inout Bool
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
            let other = Repository.same(version, change.after) ? change.before : change.after
            if try workTree.difference(at: path, from: version, known: nil) == nil {
                status = try workTree.status(at: path)
            } else if try workTree.difference(at: path, from: other, known: nil) == nil {
                status = try workTree.write(version, at: path, temporary: temporary)
            } else {
                isLeft = true
            }
        }
        if mayRecord, !index.records(version, at: path, status: status) {
            try index.record(version, at: path, status: status, skipped: skipped)
            isChanged = true
        }
        return !isLeft
    }

    /// Removes a branch's lock that the journal's own change left.
    ///
    /// It is ours when it holds the journal's commit, or was noted. Another empty one may be a program's that is just
    /// starting, so it must stay as it is for a second.
    private func removeStaleLock(of journal: Journal, in gitDirectory: String) throws(GitError) -> String? {
        let path = referencePath(journal.branch) + ".lock"
        guard let bytes = try FileSystem.bytes(path) else { return nil }
        let isOurs = try Journal.isNotedLock(path, in: gitDirectory)
        if !isOurs, bytes != Array((journal.new.hex + "\n").utf8) {
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
