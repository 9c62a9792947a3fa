/// The steps of ``Repository/publish(commit:on:from:paths:message:by:lock:)`` after which a test can stop.
enum PublishStep: Equatable {
    case journalWritten, branchLocked, fileWritten(Int), indexWritten, indexPublished, branchMoved, indexReleased
}

extension Repository {
    /// Makes a commit the branch's newest and lets the work tree and the index follow for the touched paths only.
    ///
    /// When HEAD names the branch, the touched paths must be as `from` has them, else ``GitError/dirty(_:)`` is thrown and
    /// nothing is changed. Files and index come first, while index and branch are locked, and the branch last: a program
    /// that sees the new commit cannot have read an older index, whose tree would undo it. What fails before the branch
    /// moves is taken back.
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
            do throws(GitError) {
                try move(journal, message: message, by: by) {}
            } catch {
                if error != .interrupted { try Journal.remove(in: gitDirectory) }
                throw error
            }
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
            guard dirty.isEmpty else {
                // A commit that somebody made meanwhile differs from `from` too, and is nobody's unfinished work.
                let found = try self.branch(branch)
                if found != from { throw .movedReference(name: branch.name, expected: from, found: found) }
                throw .dirty(dirty)
            }
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
        var isBegun = false
        do throws(GitError) {
            try move(journal, message: message, by: by) { () throws(GitError) in
                isBegun = true
                try follow(journal, changes, index: index, workTree: workTree)
            }
        } catch {
            if error == .interrupted { throw error }
            defer { index.release() }
            // Where that fails too, the journal stays and the next command does it.
            if isBegun { try? takeBack(journal, changes, index: index, workTree: workTree) }
            if !isBegun { try Journal.remove(in: gitDirectory) }
            throw error
        }
        try interruption?(.branchMoved)
        index.release()
        try interruption?(.indexReleased)
        try Journal.remove(in: gitDirectory)
    }

    /// Moves a journal's branch, with `prepare` done while it is locked.
    private func move(
        _ journal: Journal, message: String, by: Identity, after prepare: () throws(GitError) -> Void
    ) throws(GitError) {
        do throws(GitError) {
            try moveBranch(journal.branch, from: journal.old, to: journal.new, message: message, by: by) {
                () throws(GitError) in
                try Journal.noteLock(referencePath(journal.branch) + ".lock", in: gitDirectory)
                try interruption?(.branchLocked)
                try prepare()
            }
        } catch {
            // A failure after the reference was replaced, as of a flush, does not take the change back.
            guard error != .interrupted, try branch(journal.branch) == journal.new else { throw error }
        }
    }

    /// Brings files and index back to what the branch holds; the index's lock stays held.
    private func takeBack(
        _ journal: Journal, _ changes: [PathChange], index: WorkTreeIndex, workTree: WorkTree
    ) throws(GitError) {
        let again = try WorkTreeIndex(changing: self, holding: index.lock)
        _ = try settle(journal, changes, index: again, workTree: workTree)
        try Journal.remove(in: gitDirectory)
    }
}
