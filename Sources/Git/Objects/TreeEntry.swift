/// What a tree's entry is.
public enum FileMode: UInt32, Sendable, Hashable {
    /// A file.
    case regular = 0o100644
    /// A file that can be run.
    case executable = 0o100755
    /// A symbolic link.
    case symlink = 0o120000
    /// A folder.
    case tree = 0o040000
    /// A commit of another repository.
    case submodule = 0o160000
}

/// One name in a tree.
public struct TreeEntry: Sendable, Hashable {
    /// The last component of the path; bytes that are not UTF-8 are replaced.
    public let name: String
    /// What it is.
    public let mode: FileMode
    /// The blob, tree or commit.
    public let id: ObjectID

    /// Makes an entry.
    public init(name: String, mode: FileMode, id: ObjectID) {
        self.name = name
        self.mode = mode
        self.id = id
    }
}

/// One change to a tree.
public enum TreeEdit: Sendable, Hashable {
    /// Puts a blob at a path, replacing the one there; missing folders are made.
    case put(path: String, ObjectID, FileMode)
    /// Removes the file at a path; folders that become empty go with it.
    case remove(path: String)

    /// The path from the top of the tree.
    public var path: String {
        switch self {
        case .put(let path, _, _), .remove(let path): path
        }
    }
}

/// A file that differs between two trees.
public struct PathChange: Sendable, Hashable {
    /// The path from the top of the tree.
    public let path: String
    /// The entry in the first tree, nil when it is new.
    public let before: TreeEntry?
    /// The entry in the second tree, nil when it is gone.
    public let after: TreeEntry?
}
