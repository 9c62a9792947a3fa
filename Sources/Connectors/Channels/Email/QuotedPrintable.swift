/// Text of UTF-8 in lines of at most 76 characters of ASCII (RFC 2045, section 6.7).
enum QuotedPrintable {
    /// Encodes a text whose lines end in `\n`; so do those of the result.
    static func text(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { line($0) }.joined(separator: "\n")
    }

    private static func line(_ line: Substring) -> String {
        let bytes = Array(line.utf8)
        var result = ""
        var length = 0
        for (index, byte) in bytes.enumerated() {
            let isLast = index == bytes.count - 1
            let piece = self.piece(byte, isLast: isLast, isFirst: length == 0)
            if length + piece.utf8.count > (isLast ? 76 : 75) {
                result += "=\n"
                length = 0
            }
            result += piece
            length += piece.utf8.count
        }
        return result
    }

    private static func piece(_ byte: UInt8, isLast: Bool, isFirst: Bool) -> String {
        switch byte {
        // A full stop alone ends a message, and `From ` begins one, in front of some programs.
        case _ where isFirst && (byte == UInt8(ascii: ".") || byte == UInt8(ascii: "F")): hexadecimal(byte)
        case _ where isLast && (byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")): hexadecimal(byte)
        case UInt8(ascii: "="): hexadecimal(byte)
        case 32...126, UInt8(ascii: "\t"): String(UnicodeScalar(byte))
        default: hexadecimal(byte)
        }
    }

    private static func hexadecimal(_ byte: UInt8) -> String {
        let digits = String(byte, radix: 16, uppercase: true)
        return digits.count == 1 ? "=0\(digits)" : "=\(digits)"
    }
}
