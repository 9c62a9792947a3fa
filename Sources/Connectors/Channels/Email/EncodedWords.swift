#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Texts of any characters in the fields of a message (RFC 2047).
enum EncodedWords {
    /// The text as it is where every reader shows it so, else as words of UTF-8 in base64, folded.
    static func text(orPlain text: String) -> String {
        let isPlain = text.utf8.allSatisfy { $0 >= 32 && $0 < 127 } && !text.contains("=?") && text.utf8.count <= 60
        return isPlain ? text : self.text(text)
    }

    /// The text as encoded words of at most 75 characters, each of whole characters, one to a line.
    static func text(_ text: String) -> String {
        var words: [String] = []
        var bytes: [UInt8] = []
        for scalar in text.unicodeScalars {
            let next = Array(String(scalar).utf8)
            if bytes.count + next.count > 42 {
                words.append(word(bytes))
                bytes = []
            }
            bytes += next
        }
        if !bytes.isEmpty { words.append(word(bytes)) }
        return words.joined(separator: "\n ")
    }

    private static func word(_ bytes: [UInt8]) -> String { "=?UTF-8?B?\(Data(bytes).base64EncodedString())?=" }
}
