import Crypto
import Documents

/// A message's name as short text of a few letters.
enum MessageDigest {
    /// The first 128 bits of SHA-256 in 32 hexadecimal digits.
    static func hexadecimal(of text: String) -> String {
        Hexadecimal.text(SHA256.hash(data: Array(text.utf8)).prefix(16))
    }
}
