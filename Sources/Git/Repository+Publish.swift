/// The steps of ``Repository/publish(commit:on:from:paths:message:by:lock:)`` after which a test can stop.
enum PublishStep: Equatable {
    case indexLocked, journalWritten, branchMoved, fileWritten(Int), indexWritten, indexPublished, indexReleased
}

extension Repository {
    /// Makes a commit the branch's newest and lets the work tree and the index follow for the touched paths only.
    ///
    /// When HEAD names the branch, the touched paths must be as `from` has them, else ``GitError/dirty(_:)`` is thrown and
    /// nothing is changed. Once the branch has moved the change counts: a work tree that cannot follow gives
    /// ``GitError/workTreeBehind(commit:text:)``, and the next ``lock(seconds:)`` finishes it, as after a crash.
    /// Throws ``GitError/movedReference(name:expected:found:)`` when the branch is not at `from` (nil: not existing).
    public func publish(
        commit: ObjectID, on branch: BranchName, from: ObjectID?, paths: [String], message: String, by: Identity,
        lock: RepositoryLock
    ) throws(GitError) {
        guard lock.covers(self) else { throw .notAllowed("the lock of '\(commonDirectory)' is not held", hint: nil) }
        try refuseQuarantine()
        try refuseOtherWorkTrees(branch)
        guard try followsHead(branch) else {
            let journal = Journal(branch: branch, old: from, new: commit, paths: [])
            try journal.write(in: gitDirectory)
            try interruption?(.journalWritten)
            try moveOrForget(journal, message: message, by: by, index: nil)
            try interruption?(.branchMoved)
            try Journal.remove(in: gitDirectory)
            return
        }

        let oldTree = try from.map { (id) throws(GitError) in try self.commit(id).tree }
        let changes = try changes(from: oldTree, to: try self.commit(commit).tree)
        let journal = Journal(branch: branch, old: from, new: commit, paths: changes.map(\.path))
        let index = try WorkTreeIndex(changing: self)
        let workTree: WorkTree
        do throws(GitError) {
            workTree = try WorkTree(self)
            let dirty = try dirtyPaths(paths + journal.paths, against: oldTree, index: index, workTree: workTree)
            guard dirty.isEmpty else { throw .dirty(dirty) }
            for change in changes {
                try refuseUnwritable(change)
                try workTree.refuseReadOnlyFolder(of: change.path)
            }
            try journal.write(in: gitDirectory)
        } catch {
            index.release()
            throw error
        }
        try interruption?(.journalWritten)
        try moveOrForget(journal, message: message, by: by, index: index)
        try interruption?(.branchMoved)
        do throws(GitError) {
            try follow(journal, changes, index: index, workTree: workTree)
        } catch {
            if error == .interrupted { throw error }
            index.release()
            throw .workTreeBehind(commit: commit, text: error.message)
        }
        index.release()
        try interruption?(.indexReleased)
        try Journal.remove(in: gitDirectory)
    }
}
