/// The length-prefixed strings of an SSH wire format, from the front (RFC 4251, section 5).
struct SSHFields {
    private var rest: ArraySlice<UInt8>

    init(_ bytes: [UInt8]) { rest = bytes[...] }

    var isAtEnd: Bool { rest.isEmpty }

    /// The next string; nil where the bytes end before it does.
    mutating func next() -> ArraySlice<UInt8>? {
        guard rest.count >= 4 else { return nil }
        let length = rest.prefix(4).reduce(0) { $0 << 8 | Int($1) }
        guard rest.count - 4 >= length else { return nil }
        let start = rest.startIndex + 4
        let field = rest[start..<start + length]
        rest = rest[(start + length)...]
        return field
    }

    /// Whether a curve's name and an uncompressed point of a size follow.
    mutating func nextPoint(on curve: String, of size: Int) -> Bool {
        guard let name = next(), let point = next() else { return false }
        return name.elementsEqual(curve.utf8) && point.count == size && point.first == 4
    }
}
