public import FlagModel

/// The keys of all people and forges, by their bytes.
public struct KeyRing: Sendable, Hashable {
    /// Whom a key belongs to.
    public enum Owner: Sendable, Hashable {
        /// Nobody.
        case nobody
        /// One person.
        case person(PersonKey, SigningKey)
        /// The workflow of a forge, which is nobody.
        case forge(ForgeKey, SigningKey)
        /// Several of them, so that it proves nothing about any of them.
        case several([String])
        /// Somebody, but it has been taken out of use.
        case revoked
    }

    private var owners: [[UInt8]: Owner] = [:]

    /// Collects the keys; lines that are no key belong to nobody.
    public init(_ people: People?) {
        for person in people?.people ?? [] {
            for line in person.keys {
                guard let key = SigningKey(line) else { continue }
                owners[key.bytes] = joined(owners[key.bytes], .person(person.key, key))
            }
        }
        for forge in people?.forges ?? [] {
            for line in forge.keys {
                guard let key = SigningKey(line) else { continue }
                owners[key.bytes] = joined(owners[key.bytes], .forge(forge.key, key))
            }
        }
    }

    /// Whom a key belongs to.
    public func owner(of key: [UInt8]) -> Owner { owners[key] ?? .nobody }

    private func joined(_ known: Owner?, _ other: Owner) -> Owner {
        guard let key = other.key, !key.isRevoked else { return .revoked }
        switch known {
        case nil, .nobody: return other
        case .revoked: return .revoked
        case .several(let names): return .several(names + [other.name])
        case .person(_, let old)?, .forge(_, let old)?:
            guard let known, known.name == other.name, known.isForge == other.isForge else {
                return .several([known?.name ?? "", other.name])
            }
            // Listed twice: the narrower times hold, so the line that is named is the one that expires first.
            return (old.validBefore ?? .distantFuture) <= (key.validBefore ?? .distantFuture) ? known : other
        }
    }
}

extension KeyRing.Owner {
    fileprivate var key: SigningKey? {
        switch self {
        case .person(_, let key), .forge(_, let key): key
        default: nil
        }
    }

    fileprivate var name: String {
        switch self {
        case .person(let person, _): person.text
        case .forge(let forge, _): forge.text
        default: ""
        }
    }

    fileprivate var isForge: Bool { if case .forge = self { true } else { false } }
}

extension Timestamp {
    /// Later than every moment that a file can name.
    static let distantFuture = Timestamp(unixSeconds: .max / 2)
}
