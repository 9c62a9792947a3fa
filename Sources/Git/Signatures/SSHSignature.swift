/// A detached signature of ssh-keygen, taken apart (OpenSSH's PROTOCOL.sshsig); nothing is checked by reading it.
public struct SSHSignature: Sendable, Hashable {
    /// The key that is said to have signed, as in the second word of a public key's line, decoded.
    public let publicKey: [UInt8]
    /// What the signature is for.
    public let namespace: String
    /// The hash of the message that is signed.
    public let hash: String

    /// Reads the armoured text that `ssh-keygen -Y sign` writes; nil for anything else.
    public init?(armoured bytes: [UInt8]) {
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.count >= 4, lines.first == "-----BEGIN SSH SIGNATURE-----", lines.last == "",
            lines[lines.count - 2] == "-----END SSH SIGNATURE-----",
            let content = Base64.decoded(lines[1..<(lines.count - 2)].joined())
        else { return nil }
        var reader = SSHReader(content)
        guard reader.take(6) == ArraySlice("SSHSIG".utf8), reader.number() == 1, let key = reader.string(),
            let namespace = reader.string(), reader.string() != nil, let hash = reader.string(),
            reader.string() != nil, reader.isAtEnd
        else { return nil }
        publicKey = Array(key)
        self.namespace = String(decoding: namespace, as: UTF8.self)
        self.hash = String(decoding: hash, as: UTF8.self)
    }
}

/// Reads the lengths and strings of SSH's wire format (RFC 4251, section 5).
private struct SSHReader {
    private var rest: ArraySlice<UInt8>

    init(_ bytes: [UInt8]) { rest = bytes[...] }

    var isAtEnd: Bool { rest.isEmpty }

    mutating func take(_ count: Int) -> ArraySlice<UInt8>? {
        guard count >= 0, rest.count >= count else { return nil }
        defer { rest = rest.dropFirst(count) }
        return rest.prefix(count)
    }

    mutating func number() -> Int? { take(4).map { $0.reduce(0) { $0 << 8 | Int($1) } } }

    mutating func string() -> ArraySlice<UInt8>? { number().flatMap { take($0) } }
}

/// Base 64 of RFC 4648, section 4, with padding and nothing else.
public enum Base64 {
    /// The bytes of a text; nil where it is not exactly base 64.
    public static func decoded(_ text: some StringProtocol) -> [UInt8]? {
        let digits = Array(text.utf8)
        guard digits.count % 4 == 0, !digits.isEmpty else { return nil }
        let padding = digits.last == 61 ? (digits[digits.count - 2] == 61 ? 2 : 1) : 0
        var bytes: [UInt8] = []
        bytes.reserveCapacity(digits.count / 4 * 3)
        var group: UInt32 = 0
        for place in 0..<(digits.count - padding) {
            guard let value = value(of: digits[place]) else { return nil }
            group = group << 6 | value
            if place % 4 == 3 {
                bytes.append(UInt8(truncatingIfNeeded: group >> 16))
                bytes.append(UInt8(truncatingIfNeeded: group >> 8))
                bytes.append(UInt8(truncatingIfNeeded: group))
                group = 0
            }
        }
        switch padding {
        case 1:
            guard group & 3 == 0 else { return nil }
            bytes += [UInt8(truncatingIfNeeded: group >> 10), UInt8(truncatingIfNeeded: group >> 2)]
        case 2:
            guard group & 15 == 0 else { return nil }
            bytes.append(UInt8(truncatingIfNeeded: group >> 4))
        default: break
        }
        return bytes
    }

    private static func value(of digit: UInt8) -> UInt32? {
        switch digit {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(digit - UInt8(ascii: "A"))
        case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(digit - UInt8(ascii: "a")) + 26
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(digit - UInt8(ascii: "0")) + 52
        case UInt8(ascii: "+"): 62
        case UInt8(ascii: "/"): 63
        default: nil
        }
    }
}
