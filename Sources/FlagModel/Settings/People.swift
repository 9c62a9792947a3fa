/// The people of a flag repository: `.flagctl/people.json`.
public struct People: Sendable, Hashable {
    /// The people, in the order of the file.
    public var people: [Person]
    /// The groups, in the order of the file.
    public var groups: [PeopleGroup]

    /// The members of the file in canonical order.
    public static let memberOrder = ["$schema", "people", "groups", "metadata"]

    /// Makes a list of people.
    public init(people: [Person] = [], groups: [PeopleGroup] = []) {
        self.people = people
        self.groups = groups
    }

    /// The person of a key; nil where there is none.
    public func person(_ key: PersonKey) -> Person? {
        people.first { $0.key == key }
    }

    /// The first person with an e-mail address, compared without regard to case; nil where there is none.
    public func person(email: String) -> Person? {
        let wanted = email.lowercased()
        return people.first { $0.emails.contains { $0.lowercased() == wanted } }
    }
}
