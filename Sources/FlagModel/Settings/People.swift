/// The people of a flag repository: `.flagctl/people.json`.
public struct People: Sendable, Hashable {
    /// The people, in the order of the file.
    public var people: [Person]
    /// The groups, in the order of the file.
    public var groups: [PeopleGroup]
    /// The forges, in the order of the file.
    public var forges: [Forge]

    /// The members of the file in canonical order.
    public static let memberOrder = ["$schema", "people", "groups", "forges", "metadata"]

    /// Makes a list of people.
    public init(people: [Person] = [], groups: [PeopleGroup] = [], forges: [Forge] = []) {
        self.people = people
        self.groups = groups
        self.forges = forges
    }

    /// The person of a key; nil where there is none.
    public func person(_ key: PersonKey) -> Person? {
        people.first { $0.key == key }
    }

    /// The group of a key; nil where there is none.
    public func group(_ key: GroupKey) -> PeopleGroup? {
        groups.first { $0.key == key }
    }

    /// What a group is called; its key where it has no name.
    public func title(of group: GroupKey) -> String { self.group(group)?.title ?? group.text }

    /// Whom e-mail to groups reaches: each member by the first address, and the groups' own; each address once.
    public func recipients(of groups: [GroupKey]) -> [(name: String?, address: String)] {
        let all = groups.compactMap { group($0) }.flatMap { group -> [(name: String?, address: String)] in
            group.members.compactMap { person($0) }.compactMap { person in
                person.emails.first.map { (person.name, $0) }
            } + group.addresses.map { (group.name, $0) }
        }
        var seen: Set<String> = []
        return all.filter { seen.insert($0.address.lowercased()).inserted }
    }

    /// The forge of a key; nil where there is none.
    public func forge(_ key: ForgeKey) -> Forge? {
        forges.first { $0.key == key }
    }

    /// The person who has an account; nil where nobody has, or more than one.
    public func person(account: PersonAccount) -> Person? {
        let owners = people.filter { $0.accounts.contains { $0.isSame(as: account) } }
        return owners.count == 1 ? owners[0] : nil
    }

    /// The first person with an e-mail address, compared without regard to case; nil where there is none.
    public func person(email: String) -> Person? {
        let wanted = email.lowercased()
        return people.first { $0.emails.contains { $0.lowercased() == wanted } }
    }
}
