import Documents
import FlagModel
import FlagRepository

/// Adds an environment without flags.
public struct CreateEnvironment: Sendable {
    /// The key.
    public var key: String
    /// Its name for people; the key where nothing is given.
    public var name: String?
    /// Its place among environments; the last where nothing is given.
    public var order: Int?
    /// How many people it has.
    public var population: Int?

    /// Names the environment.
    public init(_ key: String, name: String? = nil, order: Int? = nil, population: Int? = nil) {
        self.key = key
        self.name = name
        self.order = order
        self.population = population
    }

    /// Commits it.
    ///
    /// - Throws: a failure that ``Failure/init(_:)`` describes.
    public func run(_ session: Session, _ options: EditOptions) async throws -> EditReport {
        guard let key = EnvironmentKey(key) else {
            throw RepositoryError.invalidKey(self.key, why: EnvironmentKey.problem(with: self.key) ?? "it is malformed")
        }
        return try await Editing(session: session, options: options).run { draft in
            let others = try draft.base.environments()
            let environment = FlagEnvironment(
                key: key, name: name ?? key.text, order: order ?? (others.map(\.order).max() ?? 0) + 1,
                population: population, policy: nil)
            try draft.create(.environment(key), environment.json)
            return Editing.Intent(
                subject: "Create environment \(key)", operation: "env create", environment: key,
                notes: ["add flags: flagctl promote ALL --from \(others.first?.key.text ?? "ENV") --to \(key)"])
        }
    }
}
