/// A commit, copied out of the repository.
public struct Commit: Sendable, Hashable {
    /// Its own id.
    public let id: ObjectID
    /// The tree that it records.
    public let tree: ObjectID
    /// The commits that it follows, the first parent first.
    public let parents: [ObjectID]
    /// Who wrote the change.
    public let author: Identity
    /// Who recorded it.
    public let committer: Identity
    /// The whole message; bytes that are not UTF-8 are replaced.
    public let message: String

    /// The first line of the message.
    public var subject: String { String(message.prefix { $0 != "\n" && $0 != "\r\n" }) }
}

/// An object as it is stored.
public struct RawObject: Sendable, Hashable {
    /// The kinds of objects.
    public enum Kind: String, Sendable, Hashable {
        case commit, tree, blob, tag
    }

    /// Which kind it is.
    public let kind: Kind
    /// Its content without the header that is hashed before it.
    public let bytes: [UInt8]
}
