import Crypto

/// What people compare keys by.
public enum KeyFingerprint {
    /// `SHA256:` and the digest of the key's bytes in base 64 without padding, as `ssh-keygen -l` prints it.
    public static func text(of blob: [UInt8]) -> String {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        var text: [UInt8] = []
        var bits = 0
        var count = 0
        for byte in SHA256.hash(data: blob) {
            bits = bits << 8 | Int(byte)
            count += 8
            while count >= 6 {
                count -= 6
                text.append(alphabet[bits >> count & 63])
            }
            bits &= 63
        }
        if count > 0 { text.append(alphabet[bits << (6 - count) & 63]) }
        return "SHA256:" + String(decoding: text, as: UTF8.self)
    }
}
