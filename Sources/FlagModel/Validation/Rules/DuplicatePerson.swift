import Documents

/// Refuses people who share a key or an e-mail address.
///
/// Approvals count people: one person in two entries could approve twice.
enum DuplicatePerson: ValidationRule {
    static let id = "duplicate-person"

    static func check(_ content: RepositoryContent, _ report: ValidationReport) {
        var keys: Set<String> = []
        var emails: [String: Int] = [:]
        for (index, person) in (content.people?.people ?? []).enumerated() {
            if !keys.insert(person.key.text.lowercased()).inserted {
                report.add(.duplicateKey(person.key), in: .people, at: .value(["people", .index(index), "key"]))
            }
            for (place, email) in person.emails.enumerated() {
                // A second address of the same person that differs only in case harms nobody.
                guard let other = emails.updateValue(index, forKey: email.lowercased()), other != index else {
                    continue
                }
                report.add(
                    .duplicateEmail(email), in: .people,
                    at: .value(["people", .index(index), "emails", .index(place)]))
            }
        }
    }
}

extension Problem {
    fileprivate static func duplicateKey(_ key: PersonKey) -> Problem {
        Problem(DuplicatePerson.id, "another person has the key '\(key)', case aside")
    }

    fileprivate static func duplicateEmail(_ email: String) -> Problem {
        Problem(DuplicatePerson.id, "another person has the e-mail address '\(email)'")
    }
}
