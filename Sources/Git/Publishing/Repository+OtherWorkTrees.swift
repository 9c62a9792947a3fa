extension Repository {
    /// Refuses a branch that another work tree of the repository has checked out, as git does.
    func refuseOtherWorkTrees(_ branch: BranchName) throws(GitError) {
        for other in try otherGitDirectories() {
            guard try FileSystem.text(other + "/HEAD") == "ref: " + branch.reference else { continue }
            guard let folder = try workTree(of: other) else { continue }
            throw .notAllowed(
                "branch '\(branch)' is checked out at '\(folder)'", hint: "edit it there: 'cd \(folder)'")
        }
    }

    /// The git folders of the repository's other work trees.
    func otherGitDirectories() throws(GitError) -> [String] {
        var folders = [commonDirectory]
        for name in try FileSystem.names(in: commonDirectory + "/worktrees") {
            folders.append(commonDirectory + "/worktrees/" + name)
        }
        return folders.filter { $0 != gitDirectory }
    }

    /// The work tree of another git folder; nil for a bare repository's.
    private func workTree(of folder: String) throws(GitError) -> String? {
        let layout = try RepositoryLayout(gitDirectory: folder)
        if let linked = layout.linkedWorkTree { return linked }
        if let bare = try layout.setting("core.bare"), ["true", "yes", "on", "1"].contains(bare.lowercased()) {
            return nil
        }
        if let path = try layout.setting("core.worktree") { return path.hasPrefix("/") ? path : folder + "/" + path }
        return FileSystem.parent(folder)
    }
}
