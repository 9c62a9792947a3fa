import Documents

/// Refuses a key that two people have.
///
/// Approvals count people: with one key for two, one person could approve twice, and nobody could tell who did.
enum SharedSSHKey: ValidationRule {
    static let id = "shared-ssh-key"

    static func check(_ content: RepositoryContent, _ report: ValidationReport) {
        let people = content.people?.people ?? []
        var owners: [[UInt8]: Int] = [:]
        for (index, person) in people.enumerated() {
            for (place, key) in person.usableKeys {
                guard let owner = owners[key.blob] else {
                    owners[key.blob] = index
                    continue
                }
                guard owner != index else { continue }
                report.add(
                    .sharedKey(people[owner].key), in: .people,
                    at: .value(["people", .index(index), "keys", .index(place)]))
            }
        }
    }
}

extension Person {
    /// The keys that can be read, with their places in the list.
    public var usableKeys: [(place: Int, key: SSHPublicKey)] {
        keys.enumerated().compactMap { place, line in
            do throws(SSHPublicKey.Problem) {
                return (place, try SSHPublicKey(line: line))
            } catch {
                // What is wrong with the line is a finding of its own.
                return nil
            }
        }
    }
}

extension Problem {
    fileprivate static func sharedKey(_ owner: PersonKey) -> Problem {
        Problem(
            SharedSSHKey.id, "this is also a key of '\(owner)'",
            hint: "each person signs with keys of their own; leave it with one of them")
    }
}
