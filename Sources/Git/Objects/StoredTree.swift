import CLibgit2

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A tree as it is stored, read name by name, so that looking up or changing one name of many makes no list of them.
///
/// Entries follow each other: the mode in octal digits, a space, the name, a NUL and the id's bytes, sorted by name with
/// a slash after a folder's.
final class StoredTree {
    let id: ObjectID
    /// Valid until `free` is called.
    private let bytes: UnsafeRawBufferPointer
    private let free: () -> Void

    /// Takes over a tree that libgit2 has read.
    init(_ id: ObjectID, object: OpaquePointer) {
        self.id = id
        bytes = UnsafeRawBufferPointer(start: git_odb_object_data(object), count: git_odb_object_size(object))
        free = { git_odb_object_free(object) }
    }

    /// Copies a tree that has been stored just now.
    init(_ id: ObjectID, bytes: [UInt8]) {
        self.id = id
        let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 1)
        copy.copyBytes(from: bytes)
        self.bytes = UnsafeRawBufferPointer(copy)
        free = { copy.deallocate() }
    }

    deinit { free() }

    /// An entry in the tree's bytes.
    struct Place {
        let start: Int
        let name: Range<Int>
        let mode: FileMode

        var end: Int { name.upperBound + 1 + ObjectID.size }
    }

    /// The entry that starts at an offset; nil at the end.
    func place(at start: Int) throws(GitError) -> Place? {
        if start == bytes.count { return nil }
        var mode: UInt32 = 0
        var offset = start
        while offset < bytes.count, offset < start + 7, bytes[offset] & 0xF8 == UInt8(ascii: "0") {
            mode = mode << 3 | UInt32(bytes[offset] & 7)
            offset += 1
        }
        guard offset > start, offset < bytes.count, bytes[offset] == UInt8(ascii: " "), let all = bytes.baseAddress,
            let nul = memchr(all + offset + 1, 0, bytes.count - offset - 1)
        else { throw damaged }
        let name = offset + 1..<UnsafeRawPointer(nul) - all
        guard !name.isEmpty, name.upperBound + 1 + ObjectID.size <= bytes.count else { throw damaged }
        return Place(start: start, name: name, mode: FileMode(stored: mode))
    }

    /// The entry of a name; nil when there is none.
    func place(named wanted: [UInt8]) throws(GitError) -> Place? {
        var offset = 0
        while let place = try place(at: offset) {
            // Like a name, what is wanted may not be empty.
            if place.name.count == wanted.count, memcmp(self[place.name].baseAddress!, wanted, wanted.count) == 0 {
                return place
            }
            offset = place.end
        }
        return nil
    }

    func entry(_ place: Place) -> TreeEntry {
        let name = String(decoding: UnsafeRawBufferPointer(rebasing: bytes[place.name]), as: UTF8.self)
        return TreeEntry(name: name, mode: place.mode, id: id(place))
    }

    func id(_ place: Place) -> ObjectID {
        ObjectID(bytes: UnsafeRawBufferPointer(rebasing: bytes[place.name.upperBound + 1..<place.end]))
    }

    /// The bytes of a part.
    subscript(range: Range<Int>) -> UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: bytes[range]) }

    /// Where the last entry ends.
    var end: Int { bytes.count }

    private var damaged: GitError { .corrupt("tree '\(id)' is malformed") }
}

extension StoredTree {
    /// How many bytes of two trees are the same from two entries on, in whole entries.
    func equalBytes(from start: Int, _ other: StoredTree, from otherStart: Int) throws(GitError) -> Int {
        let same = StoredTree.commonPrefix(self[start..<end], other[otherStart..<other.end])
        var offset = start
        while let place = try place(at: offset), place.end - start <= same { offset = place.end }
        return offset - start
    }

    private static func commonPrefix(_ a: UnsafeRawBufferPointer, _ b: UnsafeRawBufferPointer) -> Int {
        let count = min(a.count, b.count)
        let word = MemoryLayout<UInt64>.size
        var same = 0
        while same + word <= count,
            a.loadUnaligned(fromByteOffset: same, as: UInt64.self)
                == b.loadUnaligned(fromByteOffset: same, as: UInt64.self)
        {
            same += word
        }
        while same < count, a[same] == b[same] { same += 1 }
        return same
    }

    /// Orders two entries, of two trees, as a tree does.
    func order(_ place: Place, _ other: StoredTree, _ otherPlace: Place) -> Int {
        StoredTree.order(self[place.name], place.mode == .tree, other[otherPlace.name], otherPlace.mode == .tree)
    }

    /// Orders two names as a tree does: as if a folder's ended with a slash.
    static func order(
        _ a: UnsafeRawBufferPointer, _ aIsFolder: Bool, _ b: UnsafeRawBufferPointer, _ bIsFolder: Bool
    ) -> Int {
        let common = min(a.count, b.count)
        // Names are not empty.
        let order = memcmp(a.baseAddress!, b.baseAddress!, common)
        if order != 0 { return Int(order) }
        func next(_ name: UnsafeRawBufferPointer, _ isFolder: Bool) -> Int {
            name.count > common ? Int(name[common]) : isFolder ? Int(UInt8(ascii: "/")) : 0
        }
        return next(a, aIsFolder) - next(b, bIsFolder)
    }
}

extension FileMode {
    /// The mode that git takes a stored one for: old trees have others, such as 100664.
    fileprivate init(stored mode: UInt32) {
        switch mode & 0o170000 {
        case 0o040000: self = .tree
        case 0o120000: self = .symlink
        case 0o160000: self = .submodule
        default: self = mode & 0o100 != 0 ? .executable : .regular
        }
    }
}
