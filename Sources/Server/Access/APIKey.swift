import Crypto
import Documents
public import FlagModel

/// An API key as it is kept: what it opens, and the hash of its secret.
public struct APIKey: Sendable, Hashable {
    /// What people call it.
    public let name: String
    /// The environments that it opens, sorted.
    public let environments: [EnvironmentKey]
    /// When it was made.
    public let created: Timestamp
    /// The SHA-256 of the secret; the secret itself has 256 random bits, so that nothing slower is needed.
    let hash: [UInt8]

    /// Makes a key and its secret, which is kept nowhere.
    public static func make(
        _ name: String, for environments: [EnvironmentKey], at now: Timestamp
    ) -> NewKey {
        var generator = SystemRandomNumberGenerator()
        let bytes = (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
        let secret = "flagctl_" + Hexadecimal.text(bytes)
        let key = APIKey(name: name, environments: environments.sorted(), created: now, hash: hash(of: secret))
        return NewKey(key: key, secret: secret)
    }

    init(name: String, environments: [EnvironmentKey], created: Timestamp, hash: [UInt8]) {
        self.name = name
        self.environments = environments
        self.created = created
        self.hash = hash
    }

    static func hash(of secret: String) -> [UInt8] { Array(SHA256.hash(data: Array(secret.utf8))) }

    /// Whether a secret's hash is this one; takes equally long wherever they differ.
    func has(_ hash: [UInt8]) -> Bool {
        guard hash.count == self.hash.count else { return false }
        return zip(hash, self.hash).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }

    /// `{"name", "environments", "created", "sha256"}`, as the file has it.
    var json: JSONValue { .object(JSONObject(members + [("sha256", .string(Hexadecimal.text(hash)))])) }

    /// `name`, `environments` and `created`: what may be shown.
    var members: [(name: String, value: JSONValue)] {
        [
            ("name", .string(name)), ("environments", .array(environments.map { .string($0.text) })),
            ("created", .string(created.text)),
        ]
    }

    init?(_ value: JSONValue) {
        guard let name = value["name"]?.string, let keys = value["environments"]?.array,
            let created = value["created"]?.string.flatMap({ Timestamp($0) }),
            let hash = value["sha256"]?.string.flatMap({ Hexadecimal.bytes($0) }), hash.count == 32
        else { return nil }
        let environments = keys.compactMap { $0.string.flatMap { EnvironmentKey($0) } }
        guard environments.count == keys.count else { return nil }
        self.init(name: name, environments: environments, created: created, hash: hash)
    }
}
