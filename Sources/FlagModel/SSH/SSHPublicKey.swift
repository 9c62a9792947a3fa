/// A public SSH key as its line says it: `ssh-ed25519 AAAA… comment` (RFC 4253, RFC 5656, RFC 8709, PROTOCOL.u2f).
public struct SSHPublicKey: Sendable, Hashable {
    /// The kinds of keys with which a person can sign.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// Ed25519.
        case ed25519 = "ssh-ed25519"
        /// ECDSA on the curve P-256.
        case nistp256 = "ecdsa-sha2-nistp256"
        /// ECDSA on the curve P-384.
        case nistp384 = "ecdsa-sha2-nistp384"
        /// ECDSA on the curve P-521.
        case nistp521 = "ecdsa-sha2-nistp521"
        /// RSA of at least 2,048 bits.
        case rsa = "ssh-rsa"
        /// Ed25519 on a security key.
        case securityEd25519 = "sk-ssh-ed25519@openssh.com"
        /// ECDSA on a security key.
        case securityNistp256 = "sk-ecdsa-sha2-nistp256@openssh.com"
    }

    /// What kind of key it is.
    public let kind: Kind
    /// The key itself: what tells it from every other, whatever its comment.
    public let blob: [UInt8]
    /// What stands behind it, often `user@host`.
    public let comment: String

    /// Reads a line as `ssh-add -L`, a `.pub` file and people.json have it.
    ///
    /// - Throws: a ``Problem`` where the line is no usable public key.
    public init(line: String) throws(Problem) {
        guard !line.contains("PRIVATE KEY") else { throw .privateKey }
        let words = line.split(maxSplits: 2) { $0 == " " || $0 == "\t" }.map(String.init)
        guard let type = words.first else { throw .malformed("the line is empty") }
        guard let kind = Kind(rawValue: type) else { throw Problem(type: type, words: words) }
        guard words.count > 1, let blob = Base64.bytes(of: words[1]) else {
            throw .malformed("what follows '\(type)' is no base64")
        }
        try Self.check(blob, is: kind)
        self.kind = kind
        self.blob = blob
        comment = words.count > 2 ? words[2].split(separator: " ").joined(separator: " ") : ""
    }

    /// The line: kind, key in base64 and the comment, if there is one.
    public var line: String {
        "\(kind.rawValue) \(Base64.text(of: blob))" + (comment.isEmpty ? "" : " \(comment)")
    }

    /// Refuses bytes that are not one whole key of a kind.
    private static func check(_ blob: [UInt8], is kind: Kind) throws(Problem) {
        var fields = SSHFields(blob)
        guard fields.next().map({ String(decoding: $0, as: UTF8.self) }) == kind.rawValue else {
            throw .malformed("the key inside is not of the type '\(kind.rawValue)'")
        }
        let isWhole: Bool
        switch kind {
        case .ed25519: isWhole = fields.next()?.count == 32
        case .nistp256: isWhole = fields.nextPoint(on: "nistp256", of: 65)
        case .nistp384: isWhole = fields.nextPoint(on: "nistp384", of: 97)
        case .nistp521: isWhole = fields.nextPoint(on: "nistp521", of: 133)
        case .securityEd25519: isWhole = fields.next()?.count == 32 && fields.next()?.isEmpty == false
        case .securityNistp256: isWhole = fields.nextPoint(on: "nistp256", of: 65) && fields.next()?.isEmpty == false
        case .rsa:
            let exponent = fields.next()
            let bits = fields.next().map { $0.drop { $0 == 0 } }.map {
                $0.count * 8 - ($0.first?.leadingZeroBitCount ?? 0)
            }
            if let bits, exponent != nil, bits < 2048 { throw .weak(bits: bits) }
            isWhole = exponent?.isEmpty == false && bits != nil
        }
        guard isWhole, fields.isAtEnd else { throw .malformed("the key is cut off or damaged") }
    }
}

extension SSHPublicKey {
    /// Why a line is no key for a person.
    public enum Problem: Error, Sendable, Hashable {
        /// The text holds a private key.
        case privateKey
        /// The line begins with options, as authorized_keys allows.
        case options
        /// The line is a certificate.
        case certificate
        /// Keys of this type cannot sign for a person.
        case unknownType(String)
        /// The RSA key has too few bits.
        case weak(bits: Int)
        /// The line is no key, and why.
        case malformed(String)

        fileprivate init(type: String, words: [String]) {
            if type.hasSuffix("-cert-v01@openssh.com") {
                self = .certificate
            } else if words.dropFirst().contains(where: { Kind(rawValue: $0) != nil }) || type.contains("=") {
                self = .options
            } else {
                self = .unknownType(type)
            }
        }

        /// What is wrong; lower case, no full stop.
        public var message: String {
            switch self {
            case .privateKey: "this is a private key, which belongs to nobody else"
            case .options: "the line begins with options, which have no meaning here"
            case .certificate: "this is a certificate, not a key"
            case .unknownType(let type): "there is no key type '\(type)'"
            case .weak(let bits): "an RSA key of \(bits) bits is too weak"
            case .malformed(let why): why
            }
        }

        /// What to do.
        public var hint: String {
            switch self {
            case .privateKey:
                "give the public half, the file that ends in .pub; if the other one left your hands, replace it"
            case .options: "leave out what stands before the key's type"
            case .certificate: "give the key that it certifies: ssh-keygen -L -f shows it"
            case .unknownType: "use ssh-ed25519: ssh-keygen -t ed25519"
            case .weak: "use Ed25519, or RSA of at least 2048 bits: ssh-keygen -t ed25519"
            case .malformed: "a key is one line, as ssh-add -L prints it: ssh-ed25519 AAAA… name"
            }
        }
    }
}
