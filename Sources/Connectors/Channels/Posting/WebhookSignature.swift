import Crypto

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// What proves to a receiver that a message is of who knows the secret (Standard Webhooks, symmetric signatures).
struct WebhookSignature {
    private let key: SymmetricKey

    /// Takes a secret: `whsec_` and a key in base64, or any other text, whose bytes are the key.
    init(secret: String, variable: String) throws(ChannelSecrets.Unusable) {
        guard secret.hasPrefix("whsec_") else {
            key = SymmetricKey(data: Array(secret.utf8))
            return
        }
        guard let bytes = Data(base64Encoded: String(secret.dropFirst(6))), !bytes.isEmpty else {
            throw ChannelSecrets.Unusable(
                reason: "the environment variable \(variable) has no base64 after 'whsec_'")
        }
        key = SymmetricKey(data: bytes)
    }

    /// The field's value: `v1,` and HMAC-SHA256 of id, seconds and body between full stops.
    func text(id: String, seconds: Int, body: String) -> String {
        let code = HMAC<SHA256>.authenticationCode(for: Array("\(id).\(seconds).\(body)".utf8), using: key)
        return "v1,\(Data(code).base64EncodedString())"
    }
}
