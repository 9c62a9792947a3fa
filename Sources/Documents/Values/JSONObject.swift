/// The members of a JSON object in their order; two objects are equal if names, values and order are.
///
/// Names are compared byte by byte, not by canonical equivalence. Names should be unique: look-ups find the first.
public struct JSONObject: Sendable {
    /// The members in order.
    public var members: [(name: String, value: JSONValue)]

    /// Makes an object of these members, kept in this order.
    public init(_ members: [(name: String, value: JSONValue)] = []) { self.members = members }

    /// The value of a member; setting adds a member at the end, replaces one in place, or removes it with `nil`.
    public subscript(name: String) -> JSONValue? {
        get { members.first { $0.name.hasSameBytes(as: name) }?.value }
        set {
            let index = members.firstIndex { $0.name.hasSameBytes(as: name) }
            switch (index, newValue) {
            case (let index?, let value?): members[index].value = value
            case (let index?, nil): members.remove(at: index)
            case (nil, let value?): members.append((name, value))
            case (nil, nil): break
            }
        }
    }

    /// The members' names in order.
    public var names: [String] { members.map(\.name) }

    /// Whether there is no member.
    public var isEmpty: Bool { members.isEmpty }

    /// The number of members.
    public var count: Int { members.count }
}

extension JSONObject: Hashable {
    /// Compares names and values in order.
    public static func == (left: JSONObject, right: JSONObject) -> Bool {
        left.members.elementsEqual(right.members) { $0.name.hasSameBytes(as: $1.name) && $0.value == $1.value }
    }

    /// Hashes what equality compares.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(members.count)
        for member in members {
            member.name.hashBytes(into: &hasher)
            hasher.combine(member.value)
        }
    }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
    /// Makes an object of the literal's members, in the order in which they are written.
    public init(dictionaryLiteral elements: (String, JSONValue)...) {
        members = elements.map { (name: $0.0, value: $0.1) }
    }
}

extension String {
    /// Whether two strings have the same UTF-8 bytes; stricter than `==`, which follows canonical equivalence.
    @inline(__always)
    func hasSameBytes(as other: String) -> Bool {
        // `==` rejects quickly, and equal bytes are always equivalent.
        self == other && utf8.count == other.utf8.count && utf8.elementsEqual(other.utf8)
    }

    /// Feeds the UTF-8 bytes to a hasher.
    func hashBytes(into hasher: inout Hasher) {
        var text = self
        text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
        hasher.combine(0xFF as UInt8)
    }
}
