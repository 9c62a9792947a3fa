import FlagModel
import Git

/// Keys as a command names them: by text, or by fingerprint.
enum KeyArguments {
    /// The keys of some texts, each once.
    ///
    /// - Throws: a ``Failure`` that names file and line where one is no public key, or where a text has none.
    static func keys(of texts: [(name: String, text: String)]) throws -> [SSHPublicKey] {
        var keys: [SSHPublicKey] = []
        for (name, text) in texts {
            guard !text.contains("PRIVATE KEY") else {
                let problem = SSHPublicKey.Problem.privateKey
                throw Failure("private-key", "\(name): \(problem.message)", hint: problem.hint)
            }
            let found: [SSHPublicKey]
            do throws(SSHKeyText.BadLine) {
                found = try SSHKeyText.keys(in: text)
            } catch {
                throw Failure(
                    "invalid-ssh-key", "\(name):\(error.number): \(error.problem.message)", hint: error.problem.hint)
            }
            guard !found.isEmpty else {
                throw Failure(
                    "no-key", "\(name) has no key", hint: "print those of your agent: ssh-add -L | flagctl people add …"
                )
            }
            for key in found where !keys.contains(where: { $0.blob == key.blob }) { keys.append(key) }
        }
        return keys
    }

    /// Refuses a key that another person has: approvals count people.
    static func refuseTaken(_ keys: [SSHPublicKey], by people: People, for person: PersonKey) throws {
        for other in people.people where other.key != person {
            let taken = Set(other.usableKeys.map(\.key.blob))
            guard let key = keys.first(where: { taken.contains($0.blob) }) else { continue }
            throw Failure(
                "key-taken", "the key \(KeyFingerprint.text(of: key.blob)) is \(other.name)'s (\(other.key))",
                hint: "people have keys of their own; if it moved: flagctl people remove \(other.key) --key "
                    + KeyFingerprint.text(of: key.blob))
        }
    }

    /// Where among a person's keys the one of a fingerprint or line is.
    static func index(of text: String, among person: Person) throws -> Int {
        let usable = person.usableKeys
        if let found = usable.first(where: { KeyFingerprint.text(of: $0.key.blob) == text }) { return found.place }
        do throws(SSHPublicKey.Problem) {
            let key = try SSHPublicKey(line: text)
            if let found = usable.first(where: { $0.key.blob == key.blob }) { return found.place }
        } catch {
            // Lines that are no keys can be in the file; they go by their text.
            if let place = person.keys.firstIndex(of: text) { return place }
        }
        throw Failure(
            "not-held", "'\(person.key)' has no key '\(text)'",
            hint: "see their fingerprints: flagctl people list \(person.key)")
    }
}
