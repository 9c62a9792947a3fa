import Documents

/// An account of a forge, as GitHub's REST API gives it; names change, numbers stay.
public struct ForgeAccount: Sendable, Hashable {
    /// The number.
    public let id: Int
    /// The name, such as `octocat`.
    public let login: String
    /// Whether a program acts through it.
    public let isBot: Bool

    /// Names an account.
    public init(id: Int, login: String, isBot: Bool = false) {
        self.id = id
        self.login = login
        self.isBot = isBot
    }

    /// Reads `{"id", "login", "type"}`; nil where it is none, as for accounts that were deleted.
    init?(_ value: JSONValue?) {
        guard let id = value?["id"]?.number?.int, let login = value?["login"]?.string, !login.isEmpty else {
            return nil
        }
        self.init(id: id, login: login, isBot: value?["type"]?.string == "Bot" || login.hasSuffix("[bot]"))
    }

    /// Compares numbers.
    public static func == (left: ForgeAccount, right: ForgeAccount) -> Bool { left.id == right.id }

    /// Hashes the number.
    public func hash(into hasher: inout Hasher) { hasher.combine(id) }
}
