import CLibgit2

extension GitError {
    /// What a test's interruption throws: the process is as good as dead, so nothing is cleaned up.
    static let interrupted = GitError.other(code: Int(GIT_EUSER.rawValue), class: 0, text: "interrupted")
}

extension Repository {
    /// Whether there is a work tree whose HEAD names the branch.
    func followsHead(_ branch: BranchName) throws(GitError) -> Bool {
        guard workDirectory != nil, let reference = try lookUp("HEAD") else { return false }
        defer { git_reference_free(reference) }
        return git_reference_symbolic_target(reference).map { String(cString: $0) } == branch.reference
    }

    /// Brings files and index from the old to the new versions of these paths; the index's lock stays held.
    func follow(
        _ journal: Journal, _ changes: [PathChange], index: WorkTreeIndex, workTree: WorkTree
    ) throws(GitError) {
        for (number, change) in Repository.ordered(changes, by: \.after) {
            let isSkipped = index.entry(change.path)?.isSkipped == true
            let skipped = isSkipped ? try workTree.status(at: change.path) == nil : false
            let status =
                skipped
                ? nil
                : try workTree.write(change.after, at: change.path, temporary: journal.temporaryName(number))
            try index.record(change.after, at: change.path, status: status, skipped: skipped)
            try interruption?(.fileWritten(number))
        }
        try index.write(workTree)
        try interruption?(.indexWritten)
        try index.publish()
        try interruption?(.indexPublished)
    }

    /// The order in which paths are written, with their numbers in the list.
    ///
    /// Removed files go first, so that a folder can take a file's name; then attributes, which decide how the others
    /// are written.
    static func ordered(
        _ changes: [PathChange], by version: (PathChange) -> TreeEntry?
    ) -> [(Int, PathChange)] {
        func rank(_ change: PathChange) -> Int {
            version(change) == nil ? 0 : WorkTree.name(of: change.path) == ".gitattributes" ? 1 : 2
        }
        let numbered = changes.enumerated().map { ($0.offset, $0.element) }
        return (0...2).flatMap { place in numbered.filter { rank($0.1) == place } }
    }

    /// Brings the touched paths of the work tree and the index from one tree to another.
    ///
    /// Files are replaced in one step each, other entries of the index stay as they are. The caller has made sure with
    /// ``dirtyPaths(_:against:)`` that nothing is overwritten. Throws ``GitError/bare(path:)`` without a work tree.
    public func updateWorkTree(from oldTree: ObjectID?, to newTree: ObjectID, paths: [String]) throws(GitError) {
        let workTree = try WorkTree(self)
        let touched = Set(paths)
        let changes = try changes(from: oldTree, to: newTree).filter { touched.contains($0.path) }
        for change in changes { try refuseUnwritable(change) }
        let index = try WorkTreeIndex(changing: self)
        defer { index.release() }
        let names = Journal(branch: try BranchName("work-tree"), old: nil, new: newTree, paths: [])
        try follow(names, changes, index: index, workTree: workTree)
    }

    /// Refuses a change that cannot be brought to the work tree: of a submodule, or of a path whose content there is
    /// made by a program (Git LFS, git-crypt, an encoding), which libgit2 does not run.
    func refuseUnwritable(_ change: PathChange) throws(GitError) {
        let path = change.path
        if change.before?.mode == .submodule || change.after?.mode == .submodule {
            throw .notAllowed("'\(path)' is a submodule, which flagctl does not update", hint: "use 'git merge' for it")
        }
        guard change.after != nil else { return }
        for name in ["filter", "working-tree-encoding"] {
            var value: UnsafePointer<CChar>?
            try checked(path) { git_attr_get(&value, pointer, 0, path, name) }
            guard git_attr_value(value) == GIT_ATTR_VALUE_STRING, let value else { continue }
            let text = String(cString: value)
            if name == "filter" {
                // A driver that is not configured does nothing in git either.
                var isConfigured = false
                for step in ["clean", "smudge", "process"] {
                    let command = try setting("filter.\(text).\(step)")
                    isConfigured = isConfigured || command?.isEmpty == false
                }
                guard isConfigured else { continue }
            } else if ["utf-8", "utf8"].contains(text.lowercased()) {
                continue
            }
            throw .notAllowed(
                "'\(path)' has the attribute '\(name)=\(text)', which flagctl does not apply",
                hint: "leave it out for flag files in .gitattributes, e.g. '*.json -\(name)'")
        }
    }
}
