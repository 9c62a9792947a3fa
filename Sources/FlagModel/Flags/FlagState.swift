/// What a flag serves to the members of a cohort; a rule's name is its cohort.
public struct Rule: Sendable, Hashable {
    /// Whom the rule is for.
    public var cohort: CohortKey
    /// What they get.
    public var serve: Serve

    /// Makes a rule.
    public init(cohort: CohortKey, serve: Serve) {
        self.cohort = cohort
        self.serve = serve
    }
}

/// A flag's state in one environment: `environments/<env>/flags/<key>.json`.
public struct FlagState: Sendable, Hashable {
    /// The flag whose state it is, which is the file's name.
    public var flag: FlagKey
    /// Whether the flag is on; where it is not, everybody gets its off variant.
    public var enabled: Bool
    /// The rules, of which the first whose cohort holds decides; at most one for a cohort.
    public var rules: [Rule]
    /// What everybody else gets.
    public var `fallthrough`: Serve
    /// The path of the context's attribute that weights are drawn by.
    public var bucketBy: String
    /// What is hashed together with that attribute's value.
    public var salt: String

    /// The attribute that weights are drawn by where a state names none.
    public static let defaultBucketBy = "targetingKey"

    /// The members of the file in canonical order.
    public static let memberOrder = [
        "$schema", "flag", "enabled", "rules", "fallthrough", "bucketBy", "salt", "metadata",
    ]

    /// Makes a state; the salt is the flag's key unless given.
    public init(
        flag: FlagKey, enabled: Bool, rules: [Rule] = [], fallthrough: Serve,
        bucketBy: String = FlagState.defaultBucketBy, salt: String? = nil
    ) {
        self.flag = flag
        self.enabled = enabled
        self.rules = rules
        self.fallthrough = `fallthrough`
        self.bucketBy = bucketBy
        self.salt = salt ?? flag.text
    }

    /// The rule for a cohort; nil where there is none.
    public func rule(for cohort: CohortKey) -> Rule? {
        rules.first { $0.cohort == cohort }
    }
}
