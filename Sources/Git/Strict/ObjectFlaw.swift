/// Something in a stored object that git never writes and that can make two readers see two things.
public struct ObjectFlaw: Sendable, Hashable {
    /// What is wrong, by its stable name.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// A commit that cannot be read as git lays one out.
        case malformedCommit = "malformed-commit"
        /// A NUL byte in a commit: readers in C stop there, others go on.
        case nul = "nul-in-commit"
        /// A header that may stand once stands twice.
        case doubledHeader = "doubled-header"
        /// Something that looks like a signature stands in the message instead of the header.
        case signatureInBody = "signature-in-body"
        /// A tree that cannot be read as git lays one out.
        case malformedTree = "malformed-tree"
        /// Two entries of the same name.
        case duplicateEntry = "duplicate-entry"
        /// Entries that are not in git's order.
        case unsortedTree = "unsorted-tree"
        /// Names that some file systems or eyes take for the same: case, a trailing dot, invisible characters.
        case pathTwin = "path-twin"
        /// A name that is not safe as one: `.`, `..`, `.git`, a slash, invisible characters, no UTF-8.
        case unsafeName = "unsafe-name"
        /// A symbolic link.
        case symlink = "symlink"
        /// A commit of another repository.
        case submodule = "submodule"
        /// A file that can be run, outside of `hooks`.
        case executable = "executable"
        /// A mode that git does not write any more, such as 100664.
        case strangeMode = "strange-mode"
    }

    /// What is wrong.
    public let kind: Kind
    /// The path from the top of the tree, where it is about one.
    public let path: String?
    /// What was found, lower case, no full stop.
    public let detail: String

    init(_ kind: Kind, path: String? = nil, _ detail: String) {
        self.kind = kind
        self.path = path
        self.detail = detail
    }
}
