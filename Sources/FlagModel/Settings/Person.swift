/// A person who may approve.
public struct Person: Sendable, Hashable {
    /// The person's key.
    public var key: PersonKey
    /// What the person is called.
    public var name: String
    /// The e-mail addresses that the person commits with.
    public var emails: [String]
    /// The roles that the person holds.
    public var roles: [String]
    /// The person's public SSH keys, each as a line of an authorized_keys file.
    public var keys: [String]
    /// The person's accounts at forges.
    public var accounts: [PersonAccount]

    /// The members of a person in canonical order.
    public static let memberOrder = ["key", "name", "emails", "roles", "keys", "accounts", "metadata"]

    /// Makes a person.
    public init(
        key: PersonKey, name: String, emails: [String] = [], roles: [String] = [], keys: [String] = [],
        accounts: [PersonAccount] = []
    ) {
        self.key = key
        self.name = name
        self.emails = emails
        self.roles = roles
        self.keys = keys
        self.accounts = accounts
    }
}

/// A group of people.
public struct PeopleGroup: Sendable, Hashable {
    /// The group's key.
    public var key: GroupKey
    /// What the group is called.
    public var name: String?
    /// What it is, or whom it stands for.
    public var description: String?
    /// Who belongs to it.
    public var members: [PersonKey]
    /// Addresses that reach others of it, such as a mailing list.
    public var addresses: [String]

    /// The members of a group in canonical order.
    public static let memberOrder = ["key", "name", "description", "members", "addresses", "metadata"]

    /// Makes a group.
    public init(
        key: GroupKey, name: String? = nil, description: String? = nil, members: [PersonKey] = [],
        addresses: [String] = []
    ) {
        self.key = key
        self.name = name
        self.description = description
        self.members = members
        self.addresses = addresses
    }

    /// What people call it: its name, else its key.
    public var title: String { name ?? key.text }
}
