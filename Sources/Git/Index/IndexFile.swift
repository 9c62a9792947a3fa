#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Git's index file in versions 2 and 3, read without making an object of each entry and changed by splicing.
///
/// The format is https://git-scm.com/docs/index-format. Every offset in `starts` and `extensions` has been checked
/// against the bytes, and so has every name's length; names are sorted.
struct IndexFile {
    let bytes: [UInt8]
    let version: UInt32
    /// Where each entry starts, and where the last one ends.
    let starts: [UInt32]
    let extensions: [(name: String, content: Range<Int>)]
    /// The places of the files that git reads attributes from.
    let attributes: [Int]
    /// What becomes of paths, by their bytes.
    var edits: [[UInt8]: Edit] = [:]

    enum Edit { case put(IndexEntry), remove }

    /// The bytes of an entry before its name, without the flags of version 3.
    static let fixedSize = 62

    /// An index without entries, as git makes it.
    static let empty = IndexFile(bytes: [], version: 2, starts: [12], extensions: [], attributes: [])

    var count: Int { starts.count - 1 }
}

// MARK: Entries

extension IndexFile {
    /// The two bytes of flags of an entry.
    private func flags(_ place: Int) -> UInt16 { bytes.half(at: Int(starts[place]) + 60) }

    private func stage(_ place: Int) -> Int { Int(flags(place) >> 12 & 3) }

    /// The bytes of an entry's name.
    func name(_ place: Int) -> Range<Int> {
        let start = Int(starts[place]) + Self.fixedSize + (flags(place) & Flags.extended != 0 ? 2 : 0)
        let length = Int(flags(place) & Flags.length)
        if length < Int(Flags.length) { return start..<start + length }
        // Too long for the flags: it ends at its NUL, which reading made sure of.
        var end = start + length
        while bytes[end] != 0 { end += 1 }
        return start..<end
    }

    /// The flags of an entry.
    enum Flags {
        static let assumedUnchanged: UInt16 = 0x8000
        static let extended: UInt16 = 0x4000
        static let length: UInt16 = 0x0FFF
        /// Of the second half.
        static let skipWorkTree: UInt16 = 0x4000
        static let intentToAdd: UInt16 = 0x2000
    }

    private func path(_ place: Int) -> String { String(decoding: bytes[name(place)], as: UTF8.self) }

    private func modified(_ place: Int) -> IndexTime {
        let start = Int(starts[place])
        return IndexTime(seconds: bytes.word(at: start + 8), nanoseconds: bytes.word(at: start + 12))
    }

    private func value(_ place: Int) -> IndexEntry {
        let start = Int(starts[place])
        let extended = flags(place) & Flags.extended != 0 ? bytes.half(at: start + Self.fixedSize) : 0
        return IndexEntry(
            status: IndexStatus(
                changed: IndexTime(seconds: bytes.word(at: start), nanoseconds: bytes.word(at: start + 4)),
                modified: modified(place),
                device: bytes.word(at: start + 16), inode: bytes.word(at: start + 20),
                user: bytes.word(at: start + 28), group: bytes.word(at: start + 32), size: bytes.word(at: start + 36)),
            mode: bytes.word(at: start + 24),
            id: bytes[start + 40..<start + 60].withUnsafeBytes { ObjectID(bytes: $0) },
            isSkipped: extended & Flags.skipWorkTree != 0, isIntended: extended & Flags.intentToAdd != 0,
            isAssumedUnchanged: flags(place) & Flags.assumedUnchanged != 0)
    }

    /// The places of all entries of a path, whatever their stage; empty, and where they would be, when there is none.
    func places(of path: [UInt8]) -> Range<Int> {
        let start = firstPlace { compare($0, path) >= 0 }
        var end = start
        while end < count, compare(end, path) == 0 { end += 1 }
        return start..<end
    }

    /// The first place for which the condition, false and then true along the entries, is true.
    func firstPlace(_ condition: (Int) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if condition(middle) { high = middle } else { low = middle + 1 }
        }
        return low
    }

    /// Orders an entry's name and a path by their bytes.
    func compare(_ place: Int, _ path: [UInt8]) -> Int {
        let name = name(place)
        let common = min(name.count, path.count)
        let order = bytes.withUnsafeBytes { memcmp($0.baseAddress! + name.lowerBound, path, common) }
        return order != 0 ? Int(order) : name.count - path.count
    }
}

extension IndexFile: IndexContent {
    func entry(_ path: String) -> IndexEntry? {
        let path = Array(path.utf8)
        switch edits[path] {
        case .put(let entry): return entry
        case .remove: return nil
        case nil: return places(of: path).first { stage($0) == 0 }.map(value)
        }
    }

    func isConflicted(_ path: String) -> Bool {
        let path = Array(path.utf8)
        return edits[path] == nil && places(of: path).contains { stage($0) != 0 }
    }

    func entries() -> [(path: String, entry: IndexEntry)] {
        (0..<count).filter { stage($0) == 0 }.map { (path($0), value($0)) }
    }

    func entries(changedSince time: IndexTime) -> [(path: String, entry: IndexEntry)] {
        (0..<count).filter { place in
            modified(place) >= time && stage(place) == 0 && edits[Array(bytes[name(place)])] == nil
        }.map { (path($0), value($0)) }
    }

    var attributeFiles: [(path: String, entry: IndexEntry)]? {
        attributes.filter { stage($0) == 0 }.map { (path($0), value($0)) }
    }

    mutating func record(_ entry: IndexEntry?, at path: String) {
        let path = Array(path.utf8)
        guard let entry else { return edits[path] = .remove }
        if places(of: path).isEmpty { makeRoom(for: path) }
        edits[path] = .put(entry)
    }

    /// Removes a file where a folder above the path is to be, and files where the path is to be one, as git does.
    ///
    /// What is in conflict stays, for the user to settle.
    private mutating func makeRoom(for path: [UInt8]) {
        for (end, byte) in path.enumerated() where byte == UInt8(ascii: "/") {
            let folder = Array(path[..<end])
            if edits[folder] == nil, let place = places(of: folder).first, stage(place) == 0 { edits[folder] = .remove }
        }
        let inside = path + [UInt8(ascii: "/")]
        var place = firstPlace { compare($0, inside) >= 0 }
        while place < count, bytes[name(place)].starts(with: inside) {
            let file = Array(bytes[name(place)])
            if edits[file] == nil, stage(place) == 0 { edits[file] = .remove }
            place += 1
        }
    }
}

extension [UInt8] {
    /// The two bytes at an offset as a big-endian number.
    func half(at offset: Int) -> UInt16 { UInt16(self[offset]) << 8 | UInt16(self[offset + 1]) }

    /// The four bytes at an offset as a big-endian number.
    func word(at offset: Int) -> UInt32 { UInt32(half(at: offset)) << 16 | UInt32(half(at: offset + 2)) }
}
