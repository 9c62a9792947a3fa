import Crypto
import Documents

/// Names a plan, or another text, by its bytes.
public enum PlanDigest {
    /// `sha256:` and the digest in hexadecimal.
    public static func text(of bytes: [UInt8]) -> String { "sha256:\(Hexadecimal.text(SHA256.hash(data: bytes)))" }
}
