import Documents

/// Refuses members of groups who are not among the people.
///
/// Somebody may count on a group that has fewer members than it says.
enum UndefinedPerson: ValidationRule {
    static let id = "undefined-person"

    static func check(_ content: RepositoryContent, _ report: ValidationReport) {
        guard let people = content.people else { return }
        let keys = Set(people.people.map(\.key))
        for (index, group) in people.groups.enumerated() {
            for (place, member) in group.members.enumerated() where !keys.contains(member) {
                let hint = report.near(member.text, among: keys.map(\.text), else: "add the person to 'people'")
                report.add(
                    .undefinedPerson(member, hint: hint), in: .people,
                    at: .value(["groups", .index(index), "members", .index(place)]))
            }
        }
    }
}

extension Problem {
    fileprivate static func undefinedPerson(_ key: PersonKey, hint: String?) -> Problem {
        Problem(UndefinedPerson.id, "there is no person '\(key)'", hint: hint)
    }
}
