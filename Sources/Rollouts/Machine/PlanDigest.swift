import Crypto

/// Names a plan by the bytes of its file.
public enum PlanDigest {
    /// `sha256:` and the digest in hexadecimal.
    public static func text(of bytes: [UInt8]) -> String {
        "sha256:"
            + SHA256.hash(data: bytes).reduce(into: "") { text, byte in
                text += byte < 16 ? "0" : ""
                text += String(byte, radix: 16)
            }
    }
}
