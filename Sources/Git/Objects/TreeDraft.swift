/// A tree with changes to some of its entries; the others' bytes are copied as they are.
struct TreeDraft {
    private let base: StoredTree?
    private var changes: [[UInt8]: TreeEntry?] = [:]
    /// The entries of the base that were looked up, or all of them, by the bytes of their names.
    private var places: [[UInt8]: StoredTree.Place] = [:]
    private let knowsAll: Bool

    /// Starts with the entries of a tree, nil for none; where many changes are expected it lists them first.
    init(of base: StoredTree?, expecting count: Int = 0) throws(GitError) {
        self.base = base
        knowsAll = count > 8
        guard knowsAll, let base else { return }
        var offset = 0
        while let place = try base.place(at: offset) {
            places[Array(base[place.name])] = place
            offset = place.end
        }
    }

    /// The entry of a name as it is now.
    mutating func entry(_ name: String) throws(GitError) -> TreeEntry? {
        let name = Array(name.utf8)
        if let change = changes[name] { return change }
        guard let base else { return nil }
        if places[name] == nil, !knowsAll { places[name] = try base.place(named: name) }
        return places[name].map(base.entry)
    }

    /// Removes an entry that has been looked up.
    mutating func remove(_ name: String) { changes[Array(name.utf8)] = .some(nil) }

    /// Adds an entry in the place of one of the same name, which has been looked up.
    mutating func put(_ entry: TreeEntry) { changes[Array(entry.name.utf8)] = entry }

    /// The tree as it is to be stored.
    func bytes() throws(GitError) -> [UInt8] {
        var new = changes.values.compactMap { $0.map(NewEntry.init) }.sorted { $0.isBefore($1) }[...]
        guard let base else { return new.flatMap(\.bytes) }
        let gone = Set(changes.keys.compactMap { places[$0]?.start })
        var bytes: [UInt8] = []
        bytes.reserveCapacity(base.end + new.reduce(0) { $0 + $1.bytes.count })
        // Up to here the base is in the result.
        var copied = 0
        var offset = 0
        while let place = try base.place(at: offset) {
            while let next = new.first, next.isBefore(place, of: base) {
                bytes += base[copied..<offset]
                bytes += next.bytes
                copied = offset
                new.removeFirst()
            }
            if gone.contains(offset) {
                bytes += base[copied..<offset]
                copied = place.end
            }
            offset = place.end
        }
        bytes += base[copied..<offset]
        for entry in new { bytes += entry.bytes }
        return bytes
    }
}

/// An entry that a tree gets.
private struct NewEntry {
    let name: [UInt8]
    let isFolder: Bool
    let bytes: [UInt8]

    init(_ entry: TreeEntry) {
        name = Array(entry.name.utf8)
        isFolder = entry.mode == .tree
        bytes = Array("\(String(entry.mode.rawValue, radix: 8)) ".utf8) + name + [0] + entry.id.bytes
    }

    func isBefore(_ other: NewEntry) -> Bool {
        name.withUnsafeBytes { name in
            other.name.withUnsafeBytes { StoredTree.order(name, isFolder, $0, other.isFolder) < 0 }
        }
    }

    func isBefore(_ place: StoredTree.Place, of tree: StoredTree) -> Bool {
        name.withUnsafeBytes { StoredTree.order($0, isFolder, tree[place.name], place.mode == .tree) < 0 }
    }
}
