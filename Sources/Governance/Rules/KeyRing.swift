public import FlagModel

/// The keys of all people, by their bytes.
public struct KeyRing: Sendable, Hashable {
    /// Whom a key belongs to.
    public enum Owner: Sendable, Hashable {
        /// Nobody.
        case nobody
        /// One person.
        case person(PersonKey, SigningKey)
        /// Several people, so that it proves nothing about any of them.
        case several([PersonKey])
        /// Somebody, but it has been taken out of use.
        case revoked(PersonKey)
    }

    private var owners: [[UInt8]: Owner] = [:]

    /// Collects the keys; lines that are no key belong to nobody.
    public init(_ people: People?) {
        for person in people?.people ?? [] {
            for line in person.keys {
                guard let key = SigningKey(line) else { continue }
                owners[key.bytes] = joined(owners[key.bytes], person.key, key)
            }
        }
    }

    /// Whom a key belongs to.
    public func owner(of key: [UInt8]) -> Owner { owners[key] ?? .nobody }

    private func joined(_ known: Owner?, _ person: PersonKey, _ key: SigningKey) -> Owner {
        switch known {
        case nil, .nobody: key.isRevoked ? .revoked(person) : .person(person, key)
        case .revoked: known ?? .nobody
        case .person(let other, let old):
            if key.isRevoked {
                .revoked(person)
            } else if other == person {
                // Listed twice: the narrower times hold, so the line that is named is the one that expires first.
                .person(person, (old.validBefore ?? .distantFuture) <= (key.validBefore ?? .distantFuture) ? old : key)
            } else {
                .several([other, person])
            }
        case .several(let others): key.isRevoked ? .revoked(person) : .several(others + [person])
        }
    }
}

extension Timestamp {
    /// Later than every moment that a file can name.
    static let distantFuture = Timestamp(unixSeconds: .max / 2)
}
