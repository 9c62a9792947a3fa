/// An address that mail can be sent to, with the name of whom it reaches: `priya@example.com`,
/// `Releases <releases@example.com>`.
///
/// An address is atoms of RFC 5322 (section 3.2.3) on both sides of the sign, in ASCII, of at most 254 bytes, and is never
/// taken for an option of a command.
public struct MailAddress: Sendable, Hashable {
    /// What they are called; empty where nobody says.
    public let name: String
    /// The address.
    public let address: String

    /// Joins both; nil where the address is none.
    public init?(name: String = "", address: String) {
        let parts = address.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty }), !address.hasPrefix("-"),
            address.utf8.count <= 254, address.utf8.allSatisfy(Self.isOfAddress)
        else { return nil }
        self.name = name
        self.address = address
    }

    /// Reads an address, or a name and an address in angle brackets; nil where the text is neither.
    public init?(_ text: String) {
        guard text.hasSuffix(">"), let open = text.firstIndex(of: "<") else {
            self.init(address: text)
            return
        }
        let name = text[..<open].split(separator: " ").joined(separator: " ")
        let isPlain = name.unicodeScalars.allSatisfy { $0.value >= 32 && $0.value != 127 && $0 != "\"" }
        guard isPlain, !name.isEmpty else { return nil }
        self.init(name: name, address: String(text[open...].dropFirst().dropLast()))
    }

    /// The domain.
    public var domain: String { String(address.split(separator: "@").last ?? "localhost") }

    private static func isOfAddress(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: "!#$%&'*+-/=?^_`{|}~.@".utf8.contains(byte)
        }
    }
}
