public import Documents

/// What a flag is, in every environment: `flags/<key>.json`.
public struct FeatureFlag: Sendable, Hashable {
    /// The flag's key, which is its file's name.
    public var key: FlagKey
    /// What people call the flag.
    public var name: String
    /// What the flag does.
    public var description: String?
    /// What the flag's values are.
    public var type: FlagType
    /// The flag's values, in the order in which buckets are laid out.
    public var variants: [Variant]
    /// What the flag serves where it is disabled.
    public var offVariant: VariantKey
    /// What the application uses when it gets no answer.
    public var codeDefault: VariantKey?
    /// The environment variable that carries the flag's value in a dotenv file.
    public var environmentVariable: String?
    /// Who answers for the flag.
    public var owner: String?
    /// The groups that the flag is switched with.
    public var groups: [GroupKey]
    /// The flags that this one needs; all of them have to hold.
    public var requires: [Requirement]
    /// When the flag came and when it is to go.
    public var lifecycle: Lifecycle?
    /// Addresses of documentation and the like by their names; all values are strings.
    public var links: JSONObject
    /// Members for the team's own use, which flagctl passes on and never reads.
    public var metadata: JSONObject

    /// The members of the file in canonical order.
    public static let memberOrder = [
        "$schema", "key", "name", "description", "type", "variants", "offVariant", "codeDefault",
        "environmentVariable", "owner", "groups", "requires", "lifecycle", "links", "metadata",
    ]

    /// Makes a flag.
    public init(
        key: FlagKey, name: String, description: String? = nil, type: FlagType, variants: [Variant],
        offVariant: VariantKey, codeDefault: VariantKey? = nil, environmentVariable: String? = nil,
        owner: String? = nil, groups: [GroupKey] = [], requires: [Requirement] = [], lifecycle: Lifecycle? = nil,
        links: JSONObject = JSONObject([]), metadata: JSONObject = JSONObject([])
    ) {
        self.key = key
        self.name = name
        self.description = description
        self.type = type
        self.variants = variants
        self.offVariant = offVariant
        self.codeDefault = codeDefault
        self.environmentVariable = environmentVariable
        self.owner = owner
        self.groups = groups
        self.requires = requires
        self.lifecycle = lifecycle
        self.links = links
        self.metadata = metadata
    }

    /// The value of a variant; nil where the flag has no such variant.
    public func value(of variant: VariantKey) -> JSONValue? {
        variants.first { $0.key == variant }?.value
    }
}
