import Crypto
import Documents

/// Names a plan by the bytes of its file.
public enum PlanDigest {
    /// `sha256:` and the digest in hexadecimal.
    public static func text(of bytes: [UInt8]) -> String { "sha256:\(Hexadecimal.text(SHA256.hash(data: bytes)))" }
}
