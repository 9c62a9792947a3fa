import Crypto
import Documents
import NIOCore

/// A forge's word that there is something new: GitHub signs it, GitLab sends a token, others an API key.
struct Webhook: Sendable {
    /// The secret that is shared with the forge; nothing asks for an API key.
    let secret: String?
    let ring: KeyRing
    /// Makes the branch be fetched and looked at.
    let refresh: @Sendable () -> Void

    /// Answers at once; the branch is looked at afterwards.
    func reply(secret key: String?, signature: String?, token: String?, body: ByteBuffer) -> Reply {
        guard isAllowed(key, signature, token, body) else {
            return .error(401, "an API key or the webhook's secret is needed", fields: [("www-authenticate", "Bearer")])
        }
        refresh()
        return .json(["status": "accepted"], status: 202)
    }

    private func isAllowed(_ key: String?, _ signature: String?, _ token: String?, _ body: ByteBuffer) -> Bool {
        if ring.access(with: key) != .none { return true }
        guard let secret else { return false }
        if let token { return Self.isSame(token, secret) }
        guard let signature, signature.hasPrefix("sha256="),
            let code = Hexadecimal.bytes(signature.dropFirst("sha256=".count))
        else { return false }
        return HMAC<SHA256>.isValidAuthenticationCode(
            code, authenticating: Array(body.readableBytesView), using: SymmetricKey(data: Array(secret.utf8)))
    }

    /// Compares hashes, so that the time tells nothing about where texts differ.
    private static func isSame(_ left: String, _ right: String) -> Bool {
        SHA256.hash(data: Array(left.utf8)) == SHA256.hash(data: Array(right.utf8))
    }
}
