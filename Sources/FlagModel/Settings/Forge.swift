/// A forge whose reviews count as approvals, by what a workflow of it signs.
public struct Forge: Sendable, Hashable {
    /// The forge's key, which no person has.
    public var key: ForgeKey
    /// What people call it.
    public var name: String?
    /// The public SSH keys of its workflows, each as a line of an authorized_keys file; none of them is a person's.
    public var keys: [String]

    /// The members of a forge in canonical order.
    public static let memberOrder = ["key", "name", "keys"]

    /// Makes a forge.
    public init(key: ForgeKey, name: String? = nil, keys: [String] = []) {
        self.key = key
        self.name = name
        self.keys = keys
    }
}

/// An account of a person at a forge.
public struct PersonAccount: Sendable, Hashable {
    /// The forge.
    public var forge: ForgeKey
    /// The account's number at the forge, which stays when its name changes hands.
    public var id: Int
    /// The account's name, for people.
    public var login: String?

    /// The members of an account in canonical order.
    public static let memberOrder = ["forge", "id", "login"]

    /// Makes an account.
    public init(forge: ForgeKey, id: Int, login: String? = nil) {
        self.forge = forge
        self.id = id
        self.login = login
    }

    /// Whether both are the same account, whatever it is called.
    public func isSame(as other: PersonAccount) -> Bool { forge == other.forge && id == other.id }
}
