import CLibgit2

/// Names an object of a repository by the SHA-1 of its content.
public struct ObjectID: Sendable, Hashable, Comparable, CustomStringConvertible {
    // The twenty bytes as big-endian words, so that comparing words compares bytes.
    private let first: UInt64
    private let second: UInt64
    private let third: UInt32

    /// Reads forty hexadecimal digits in either case; anything else gives nil.
    public init?(hex: String) {
        guard hex.utf8.count == 40 else { return nil }
        var words: [UInt64] = [0, 0, 0]
        for (place, byte) in hex.utf8.enumerated() {
            guard let digit = ObjectID.value(ofDigit: byte) else { return nil }
            words[place / 16] = words[place / 16] << 4 | digit
        }
        first = words[0]
        second = words[1]
        third = UInt32(words[2])
    }

    /// The forty lower-case hexadecimal digits.
    public var hex: String {
        ObjectID.digits(first, 16) + ObjectID.digits(second, 16) + ObjectID.digits(UInt64(third), 8)
    }

    /// The first `n` hexadecimal digits, for messages.
    public func abbreviated(_ n: Int = 8) -> String { String(hex.prefix(n)) }

    /// The same as ``hex``.
    public var description: String { hex }

    /// Orders by bytes, which is the order of the hexadecimal forms.
    public static func < (a: ObjectID, b: ObjectID) -> Bool {
        (a.first, a.second, a.third) < (b.first, b.second, b.third)
    }

    private static func value(ofDigit byte: UInt8) -> UInt64? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt64(byte - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt64(byte - UInt8(ascii: "a") + 10)
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt64(byte - UInt8(ascii: "A") + 10)
        default: nil
        }
    }

    private static func digits(_ word: UInt64, _ count: Int) -> String {
        let text = String(word, radix: 16)
        return String(repeating: "0", count: count - text.utf8.count) + text
    }
}

extension ObjectID {
    /// How many bytes an id has.
    static let size = 20

    init(_ oid: git_oid) { self = withUnsafeBytes(of: oid) { ObjectID(bytes: $0) } }

    /// Reads an id's twenty bytes.
    init(bytes: UnsafeRawBufferPointer) {
        precondition(bytes.count >= ObjectID.size)
        first = UInt64(bigEndian: bytes.loadUnaligned(as: UInt64.self))
        second = UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
        third = UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: 16, as: UInt32.self))
    }

    /// The twenty bytes.
    var bytes: [UInt8] { withUnsafeBytes(of: oid, Array.init) }

    /// Copies the id that a libgit2 object owns.
    init(_ oid: UnsafePointer<git_oid>) { self.init(oid.pointee) }

    /// The form that libgit2 takes.
    var oid: git_oid {
        var result = git_oid()
        withUnsafeMutableBytes(of: &result) { bytes in
            bytes.storeBytes(of: first.bigEndian, as: UInt64.self)
            bytes.storeBytes(of: second.bigEndian, toByteOffset: 8, as: UInt64.self)
            bytes.storeBytes(of: third.bigEndian, toByteOffset: 16, as: UInt32.self)
        }
        return result
    }
}
