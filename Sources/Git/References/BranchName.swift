import CLibgit2

/// The name of a branch, without `refs/heads/`.
public struct BranchName: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// For example `main` or `feature/csf`.
    public let name: String

    /// Checks the name as git does; throws ``GitError/invalidBranchName(_:)``.
    public init(_ name: String) throws(GitError) {
        try Library.start()
        var valid: CInt = 0
        guard !name.isEmpty, !name.utf8.contains(0), !name.utf8.contains(10) else { throw .invalidBranchName(name) }
        try checked(name) { git_branch_name_is_valid(&valid, name) }
        guard valid == 1 else { throw .invalidBranchName(name) }
        self.name = name
    }

    /// The name without `refs/heads/`.
    public var description: String { name }

    /// Orders by bytes.
    public static func < (a: BranchName, b: BranchName) -> Bool { a.name.utf8.lexicographicallyPrecedes(b.name.utf8) }

    /// The full name of the reference.
    var reference: String { "refs/heads/" + name }
}

/// What HEAD names.
public enum Head: Sendable, Hashable {
    /// A branch and the commit it points to.
    case branch(BranchName, ObjectID)
    /// A branch that has no commit yet.
    case unborn(BranchName)
    /// A commit and no branch.
    case detached(ObjectID)
}
