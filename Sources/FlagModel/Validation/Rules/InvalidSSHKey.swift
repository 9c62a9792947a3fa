import Documents

/// Refuses lines of people.json that are no public keys, or none that can sign for a person.
///
/// Nobody could check a signature against such a line, and a private key would be everybody's.
enum InvalidSSHKey: ValidationRule {
    static let id = "invalid-ssh-key"

    static func check(_ content: RepositoryContent, _ report: ValidationReport) {
        for (index, person) in (content.people?.people ?? []).enumerated() {
            for (place, line) in person.keys.enumerated() {
                do throws(SSHPublicKey.Problem) {
                    _ = try SSHPublicKey(line: line)
                } catch {
                    report.add(
                        .invalidKey(error), in: .people,
                        at: .value(["people", .index(index), "keys", .index(place)]))
                }
            }
        }
    }
}

extension Problem {
    fileprivate static func invalidKey(_ problem: SSHPublicKey.Problem) -> Problem {
        Problem(InvalidSSHKey.id, problem.message, hint: problem.hint)
    }
}
