/// A tree read from its raw bytes, with what git would not have written.
public struct StrictTree: Sendable, Hashable {
    /// One entry as it is stored.
    public struct Entry: Sendable, Hashable {
        /// The mode, such as 0o100644.
        public let mode: UInt32
        /// The bytes of the name.
        public let bytes: [UInt8]
        /// The blob, tree or commit.
        public let id: ObjectID

        /// The name; bytes that are not UTF-8 are replaced.
        public var name: String { String(decoding: bytes, as: UTF8.self) }
        /// Whether it is a folder.
        public var isFolder: Bool { mode == FileMode.tree.rawValue }
    }

    /// The entries in stored order.
    public let entries: [Entry]
    /// What is wrong with the order and the layout; paths are names.
    public let flaws: [ObjectFlaw]
}

extension Repository {
    /// Reads a tree strictly; throws ``GitError/corrupt(_:)`` for bytes that are no list of entries.
    public func strictTree(_ id: ObjectID) throws(GitError) -> StrictTree {
        let object = try rawObject(id)
        guard object.kind == .tree, let tree = StrictTree(bytes: object.bytes) else {
            throw .corrupt("tree '\(id)' is malformed")
        }
        return tree
    }
}

extension StrictTree {
    /// Nil for bytes that end in the middle of an entry or have a mode that is no number.
    init?(bytes: [UInt8]) {
        var entries: [Entry] = []
        var flaws: [ObjectFlaw] = []
        var isAscending = true
        var offset = 0
        while offset < bytes.count {
            guard let space = bytes[offset...].firstIndex(of: 32), space > offset, space - offset <= 6,
                let mode = UInt32(String(decoding: bytes[offset..<space], as: UTF8.self), radix: 8),
                let end = bytes[space...].firstIndex(of: 0), end + ObjectID.size < bytes.count
            else { return nil }
            let name = Array(bytes[(space + 1)..<end])
            let id = bytes.withUnsafeBytes {
                ObjectID(bytes: UnsafeRawBufferPointer(rebasing: $0[(end + 1)..<(end + 1 + ObjectID.size)]))
            }
            let entry = Entry(mode: mode, bytes: name, id: id)
            if bytes[offset] == UInt8(ascii: "0") {
                flaws.append(ObjectFlaw(.malformedTree, path: entry.name, "a mode with a leading zero"))
            }
            if name.isEmpty { flaws.append(ObjectFlaw(.unsafeName, path: "", "an entry without a name")) }
            if let last = entries.last, !last.bytes.lexicographicallyPrecedes(name) {
                isAscending = false
                if !Self.isBefore(last, entry), last.bytes != name {
                    flaws.append(ObjectFlaw(.unsortedTree, path: entry.name, "it comes after '\(last.name)'"))
                }
            }
            entries.append(entry)
            offset = end + 1 + ObjectID.size
        }
        self.entries = entries
        // Names that only rise are all different; folders' slashes make some sound trees fall.
        self.flaws = isAscending ? flaws : flaws + Self.duplicates(entries)
    }

    private static func duplicates(_ entries: [Entry]) -> [ObjectFlaw] {
        var names: Set<[UInt8]> = []
        return entries.filter { !names.insert($0.bytes).inserted }.map {
            ObjectFlaw(.duplicateEntry, path: $0.name, "two entries of this name")
        }
    }

    private static func isBefore(_ a: Entry, _ b: Entry) -> Bool {
        guard !a.bytes.isEmpty, !b.bytes.isEmpty else { return false }
        return a.bytes.withUnsafeBytes { one in
            b.bytes.withUnsafeBytes { two in StoredTree.order(one, a.isFolder, two, b.isFolder) < 0 }
        }
    }
}
