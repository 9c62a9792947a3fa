/// Attributes by name, as bytes; in contexts of the usual size quicker to look through than a dictionary's hash is made.
struct AttributeList: Sendable, Hashable {
    struct Entry: Sendable, Hashable {
        let name: String
        let value: ContextValue
    }

    /// Sorted by the bytes of their names, each name once.
    let entries: [Entry]

    private static let shortList = 12

    /// Of attributes with the same name the last one counts.
    init(_ attributes: [(name: String, value: ContextValue)]) {
        var entries: [Entry] = []
        entries.reserveCapacity(attributes.count)
        for (name, value) in attributes {
            let place = Self.place(of: name, in: entries)
            if place < entries.count, Self.isSame(entries[place].name, name) {
                entries[place] = Entry(name: name, value: value)
            } else {
                entries.insert(Entry(name: name, value: value), at: place)
            }
        }
        self.entries = entries
    }

    subscript(name: String) -> ContextValue? {
        if entries.count <= Self.shortList {
            for index in entries.indices where Self.isSame(entries[index].name, name) { return entries[index].value }
            return nil
        }
        let place = Self.place(of: name, in: entries)
        guard place < entries.count, Self.isSame(entries[place].name, name) else { return nil }
        return entries[place].value
    }

    /// Where the first name is that does not come before this one.
    private static func place(of name: String, in entries: [Entry]) -> Int {
        var low = 0
        var high = entries.count
        while low < high {
            let middle = (low + high) / 2
            if entries[middle].name.utf8.lexicographicallyPrecedes(name.utf8) {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return low
    }

    /// Whether two names are the same; lengths in bytes are compared first, which is quickest.
    @inline(__always)
    private static func isSame(_ left: String, _ right: String) -> Bool {
        left.utf8.count == right.utf8.count && left == right
    }
}
