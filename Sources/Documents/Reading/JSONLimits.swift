/// What a document may be.
public struct JSONLimits: Sendable, Hashable {
    /// The deepest nesting that any limits allow, so that reading never exhausts the stack.
    public static let greatestDepth = 512

    /// How deep lists and objects may be nested; a scalar has depth 0, `[]` has depth 1.
    public let depth: Int

    /// The largest size in bytes.
    public let bytes: Int

    /// Whether an object may have two members of one name, which RFC 8259 tolerates.
    public let allowsDuplicateMembers: Bool

    /// Makes limits; a depth above ``greatestDepth`` means that depth.
    public init(depth: Int = 64, bytes: Int = 1 << 20, allowsDuplicateMembers: Bool = false) {
        self.depth = min(depth, Self.greatestDepth)
        self.bytes = bytes
        self.allowsDuplicateMembers = allowsDuplicateMembers
    }

    /// Nesting to 64, 1 MiB, no duplicate members: what every file of a flag repository keeps.
    public static let standard = JSONLimits()
}
