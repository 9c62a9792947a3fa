/// An address of e-mail with the name of whom it reaches.
struct EmailAddress: Hashable {
    /// What they are called; empty where nobody says.
    let name: String
    /// The address: `priya@example.com`, in ASCII.
    let address: String

    /// Joins both; nil where the address is none, or could be taken for something else.
    init?(name: String?, address: String) {
        let parts = address.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty, !address.hasPrefix("-"),
            address.utf8.count <= 254,
            address.utf8.allSatisfy({ byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"):
                    true
                // The atoms of RFC 5322, section 3.2.3.
                default: "!#$%&'*+-/=?^_`{|}~.@".utf8.contains(byte)
                }
            })
        else { return nil }
        self.name = name?.plainLine ?? ""
        self.address = address
    }

    /// Reads `priya@example.com` or `Priya N <priya@example.com>`.
    init?(_ text: String) {
        guard text.hasSuffix(">"), let open = text.lastIndex(of: "<") else {
            self.init(name: nil, address: text)
            return
        }
        var name = text[..<open].split(separator: " ").joined(separator: " ")
        if name.count > 1, name.hasPrefix("\""), name.hasSuffix("\"") { name = String(name.dropFirst().dropLast()) }
        self.init(name: name, address: String(text[open...].dropFirst().dropLast()))
    }

    /// The domain.
    var domain: String { String(address.split(separator: "@").last ?? "localhost") }

    /// The address as a field of a message has it.
    var field: String {
        guard !name.isEmpty else { return address }
        let isPlain = name.utf8.allSatisfy { byte in
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
                || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: " ")
        }
        return "\(isPlain && name.utf8.count < 60 ? name : EncodedWords.text(name)) <\(address)>"
    }
}

extension String {
    /// In one line, without control characters.
    var plainLine: String {
        var result = String.UnicodeScalarView()
        for scalar in unicodeScalars {
            let category = scalar.properties.generalCategory
            let isBreak = category == .control || category == .lineSeparator || category == .paragraphSeparator
            result.append(isBreak ? " " : scalar)
        }
        return String(result).split(separator: " ").joined(separator: " ")
    }
}
