import Documents

/// Refuses forges that share a name or a key with another forge or a person, and lines that are no public keys.
///
/// What a forge's workflow signs must never pass for what a person signs, nor the other way round.
enum ForgeKeys: ValidationRule {
    static let id = "forge-key"

    static func check(_ content: RepositoryContent, _ report: ValidationReport) {
        guard let people = content.people else { return }
        var names = Dictionary(
            people.people.map { ($0.key.text.lowercased(), $0.key.text) }, uniquingKeysWith: { first, _ in first })
        var owners: [[UInt8]: String] = [:]
        for person in people.people {
            for (_, key) in person.usableKeys { owners[key.blob] = person.key.text }
        }
        for (index, forge) in people.forges.enumerated() {
            if let other = names.updateValue(forge.key.text, forKey: forge.key.text.lowercased()) {
                report.add(
                    .takenName(forge.key, other), in: .people, at: .value(["forges", .index(index), "key"]))
            }
            for (place, line) in forge.keys.enumerated() {
                let path: JSONPath = ["forges", .index(index), "keys", .index(place)]
                do throws(SSHPublicKey.Problem) {
                    let key = try SSHPublicKey(line: line)
                    if let owner = owners.updateValue(forge.key.text, forKey: key.blob), owner != forge.key.text {
                        report.add(.takenKey(owner), in: .people, at: .value(path))
                    }
                } catch {
                    report.add(Problem(id, error.message, hint: error.hint), in: .people, at: .value(path))
                }
            }
        }
    }
}

extension Problem {
    fileprivate static func takenName(_ key: ForgeKey, _ other: String) -> Problem {
        Problem(ForgeKeys.id, "'\(other)' has the key '\(key)' already, case aside", hint: "give the forge its own")
    }

    fileprivate static func takenKey(_ owner: String) -> Problem {
        Problem(
            ForgeKeys.id, "this is also a key of '\(owner)'",
            hint: "make one for the workflow alone: ssh-keygen -t ed25519 -N '' -f forge")
    }
}
