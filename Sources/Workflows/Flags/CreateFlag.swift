import Documents
import FlagModel
import FlagRepository

/// Adds a flag, off in every environment or in those named; or adds states to a flag that has none there.
public struct CreateFlag: Sendable {
    /// What a new flag is.
    public struct Traits: Sendable {
        /// Its name for people; the key where nothing is given.
        public var name: String?
        /// What it is for.
        public var description: String?
        /// `boolean`, `string`, `integer`, `number` or `object`.
        public var type: String = "boolean"
        /// Variants as `name=JSON`, in their order; `on=true` and `off=false` for a boolean flag.
        public var variants: [String] = []
        /// The off variant; `off` where there is one, else the last.
        public var offVariant: String?
        /// The variant that the application uses when it gets no answer.
        public var codeDefault: String?
        /// The environment variable that carries it.
        public var environmentVariable: String?
        /// Who answers for it.
        public var owner: String?
        /// Groups that it belongs to.
        public var groups: [String] = []
        /// The day after which it should be gone.
        public var expires: String?
        /// Whether it is meant to stay.
        public var permanent = false

        /// Creates the traits of a boolean flag.
        public init() {}
    }

    /// The key.
    public var key: String
    /// What it is.
    public var traits: Traits
    /// Where it gets a state; everywhere if empty.
    public var environments: [String]

    /// Names the flag and where it is to exist.
    public init(_ key: String, traits: Traits, environments: [String]) {
        self.key = key
        self.traits = traits
        self.environments = environments
    }

    /// Commits the new flag.
    ///
    /// - Throws: a failure that ``Failure/init(_:)`` describes.
    public func run(_ session: Session, _ options: EditOptions) async throws -> EditReport {
        guard let key = FlagKey(key) else {
            throw RepositoryError.invalidKey(self.key, why: FlagKey.problem(with: self.key) ?? "it is malformed")
        }
        guard key.text != Selection.all else {
            throw RepositoryError.invalidKey(key.text, why: "the word stands for every flag")
        }
        return try await Editing(session: session, options: options).run { draft in
            let existing = try draft.base.flag(key)
            if existing != nil, environments.isEmpty { throw RepositoryError.exists(.flag(key)) }
            try refuseTwin(of: key, in: draft.base, existing: existing)
            let definition = try existing ?? FlagTraits(traits, today: session.today).definition(key)
            if existing == nil {
                try refuseSharedVariable(of: definition, in: draft.base)
                try draft.create(.flag(key), definition.json)
            }
            let places = try environments.isEmpty
                ? draft.base.environments().map(\.key) : environments.map { try draft.base.environmentKey($0) }
            for environment in places {
                let exposed = definition.variants.map(\.key).filter { $0 != definition.offVariant }
                let state = FlagState(
                    flag: key, enabled: false, rules: [],
                    fallthrough: .variant(exposed.count == 1 ? exposed[0] : definition.offVariant),
                    bucketBy: FlagState.defaultBucketBy, salt: key.text)
                try draft.create(.state(environment, key), state.json)
            }
            let list = places.map(\.text).listed
            return Editing.Intent(
                subject: existing == nil ? "Create \(key), off in \(list)" : "Add \(key) to \(list), off",
                operation: "create", flags: [key], environment: places.count == 1 ? places[0] : nil)
        }
    }

    /// In a dotenv file the value of one flag would be the value of both.
    private func refuseSharedVariable(of definition: FeatureFlag, in base: Snapshot) throws {
        guard let name = definition.environmentVariable else { return }
        let other = try base.flagKeys().first { try base.flag($0)?.environmentVariable == name }
        guard let other else { return }
        throw Failure(
            "environment-variable-collision", "environment variable '\(name)' is that of flag '\(other)' already",
            hint: "see it: flagctl show \(other)")
    }

    /// Keys are unique without regard to case, so that a clone on any file system holds them all.
    private func refuseTwin(of key: FlagKey, in base: Snapshot, existing: FeatureFlag?) throws {
        guard existing == nil else { return }
        let twin = try base.flagKeys().first { $0.text.lowercased() == key.text.lowercased() }
        guard let twin else { return }
        throw Failure(
            "case-collision", "'\(key)' differs from the flag '\(twin)' only in case",
            hint: "see it: flagctl show \(twin)")
    }
}
