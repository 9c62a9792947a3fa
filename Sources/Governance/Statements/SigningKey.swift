public import FlagModel
import Git

/// A public key of `.flagctl/people.json`, as a line of an authorized_keys file.
///
/// Known options are `valid-after="…"`, `valid-before="…"` and `expiry-time="…"` (`YYYYMMDD` or `YYYYMMDDHHMM[SS]`, in
/// UTC); the marker `@revoked` before the line takes the key out of use, whoever else lists it. A line with anything
/// else, such as `cert-authority` or `principals`, is no key.
public struct SigningKey: Sendable, Hashable {
    /// The algorithm, such as `ssh-ed25519`.
    public let algorithm: String
    /// The key in base 64.
    public let text: String
    /// The key's bytes.
    public let bytes: [UInt8]
    /// The first moment at which it may be used.
    public let validAfter: Timestamp?
    /// The first moment at which it may not be used any more.
    public let validBefore: Timestamp?
    /// Whether it has been taken out of use.
    public let isRevoked: Bool

    /// Algorithms whose signatures are accepted.
    static let algorithms: Set<String> = [
        "ssh-ed25519", "sk-ssh-ed25519@openssh.com", "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384",
        "ecdsa-sha2-nistp521", "sk-ecdsa-sha2-nistp256@openssh.com", "ssh-rsa",
    ]

    /// Reads a line; nil where it is no key.
    public init?(_ line: String) {
        guard line.utf8.allSatisfy({ $0 >= 32 && $0 != 127 }) else { return nil }
        var words = line.split(separator: " ")
        isRevoked = words.first == "@revoked"
        if isRevoked { words.removeFirst() }
        var after: Timestamp?
        var before: Timestamp?
        if let options = words.first, !Self.algorithms.contains(String(options)) {
            words.removeFirst()
            for option in options.split(separator: ",", omittingEmptySubsequences: false) {
                let parts = option.split(separator: "=", maxSplits: 1)
                guard parts.count == 2, parts[1].count >= 2, parts[1].first == "\"", parts[1].last == "\"",
                    let time = Self.moment(parts[1].dropFirst().dropLast())
                else { return nil }
                switch parts[0] {
                case "valid-after" where after == nil: after = time
                case "valid-before" where before == nil, "expiry-time" where before == nil: before = time
                default: return nil
                }
            }
        }
        guard words.count >= 2, Self.algorithms.contains(String(words[0])), let bytes = Base64.decoded(words[1]),
            bytes.count > 4 + words[0].utf8.count, bytes[4...].starts(with: words[0].utf8)
        else { return nil }
        algorithm = String(words[0])
        text = String(words[1])
        self.bytes = bytes
        validAfter = after
        validBefore = before
    }

    /// Whether the key may be used at a moment.
    public func isValid(at time: Timestamp) -> Bool {
        !isRevoked && validAfter.map { $0 <= time } ?? true && validBefore.map { time < $0 } ?? true
    }

    /// The line of ssh-keygen's allowed signers for exactly this person, with a line break.
    public func allowedSigner(_ person: PersonKey) -> String { allowedSigner(principal: person.text) }

    /// The line for a person or forge by name.
    func allowedSigner(principal: String) -> String {
        var options = ["namespaces=\"\(Statement.namespace)\""]
        if let validAfter { options.append("valid-after=\"\(Self.stamp(validAfter))\"") }
        if let validBefore { options.append("valid-before=\"\(Self.stamp(validBefore))\"") }
        return "\(principal) \(options.joined(separator: ",")) \(algorithm) \(text)\n"
    }

    private static func moment(_ text: Substring) -> Timestamp? {
        var digits = Array(text.utf8)
        if digits.last == UInt8(ascii: "Z") { digits.removeLast() }
        guard [8, 12, 14].contains(digits.count), digits.allSatisfy({ $0 >= 48 && $0 <= 57 }) else { return nil }
        digits += [UInt8](repeating: 48, count: 14 - digits.count)
        func part(_ range: Range<Int>) -> String { String(decoding: digits[range], as: UTF8.self) }
        return Timestamp(
            "\(part(0..<4))-\(part(4..<6))-\(part(6..<8))T\(part(8..<10)):\(part(10..<12)):\(part(12..<14))Z")
    }

    private static func stamp(_ time: Timestamp) -> String {
        String(Timestamp(unixSeconds: time.unixSeconds).text.filter { $0.isNumber })
    }
}
