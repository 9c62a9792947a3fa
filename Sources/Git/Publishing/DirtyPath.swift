/// A path that an edit wants to touch and that differs from the branch.
public struct DirtyPath: Sendable, Hashable {
    /// How a path differs from the branch's version.
    public enum State: String, Sendable, Hashable {
        /// A file that git does not know is in the way.
        case untracked
        /// The file is gone from the work tree.
        case deleted
        /// The index holds another version than the branch.
        case staged
        /// The file holds something else than the index.
        case modified
        /// A merge left conflicting versions in the index.
        case conflicted
        /// A folder above the path is a symbolic link in the work tree.
        case symlinkedFolder = "under a symbolic link"
        /// A folder is where the file should be.
        case folderInTheWay = "a folder is in the way"
        /// A file is where a folder above the path should be.
        case fileInTheWay = "a file is in the way"
    }

    /// The path from the top of the repository.
    public let path: String
    /// How it differs.
    public let state: State

    /// Names a path and how it differs.
    public init(path: String, state: State) {
        self.path = path
        self.state = state
    }
}
