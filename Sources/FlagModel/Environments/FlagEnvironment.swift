/// An environment that flags have states in: `environments/<env>/environment.json`.
public struct FlagEnvironment: Sendable, Hashable {
    /// The environment's key, which is its folder's name.
    public var key: EnvironmentKey
    /// What people call the environment.
    public var name: String
    /// Where the environment stands on the way to production, lowest first.
    public var order: Int
    /// How many people use it, for estimates; 0 or more.
    public var population: Int?
    /// What a change on the protected branch asks for; without one it asks for nothing.
    public var policy: Policy?

    /// The members of the file in canonical order.
    public static let memberOrder = ["$schema", "key", "name", "order", "population", "policy", "metadata"]

    /// Makes an environment.
    public init(key: EnvironmentKey, name: String, order: Int, population: Int? = nil, policy: Policy? = nil) {
        self.key = key
        self.name = name
        self.order = order
        self.population = population
        self.policy = policy
    }

    /// Whether raising exposure asks for somebody's approval.
    public var isProtected: Bool { (policy?.approvals?.required ?? 0) > 0 }
}
