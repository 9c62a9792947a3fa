import Documents
public import FlagModel
import Git

extension Snapshot {
    /// The keys of all flags, sorted.
    public func flagKeys() throws -> [FlagKey] { try keys(in: "flags").compactMap { FlagKey($0) } }

    /// The keys of the flags that have a state in an environment, sorted.
    public func stateKeys(in environment: EnvironmentKey) throws -> [FlagKey] {
        try keys(in: "environments/\(environment)/flags").compactMap { FlagKey($0) }
    }

    /// The keys of an environment's cohorts, sorted.
    public func cohortKeys(in environment: EnvironmentKey) throws -> [CohortKey] {
        try keys(in: "environments/\(environment)/cohorts").compactMap { CohortKey($0) }
    }

    /// The keys of all environments, sorted.
    public func environmentKeys() throws -> [EnvironmentKey] {
        try folders(in: "environments").compactMap { EnvironmentKey($0) }
    }

    /// All environments in their order.
    public func environments() throws -> [FlagEnvironment] {
        try environmentKeys().compactMap { try environment($0) }.sorted { ($0.order, $0.key) < ($1.order, $1.key) }
    }

    /// A flag's definition, or nothing where there is none.
    public func flag(_ key: FlagKey) throws -> FeatureFlag? { try decoded(.flag(key), FeatureFlag.decode) }

    /// A flag's state in an environment, or nothing where there is none.
    public func state(_ key: FlagKey, in environment: EnvironmentKey) throws -> FlagState? {
        try decoded(.state(environment, key), FlagState.decode)
    }

    /// A cohort, or nothing where there is none.
    public func cohort(_ key: CohortKey, in environment: EnvironmentKey) throws -> Cohort? {
        let kind = DocumentKind.cohort(environment, key)
        if let known = knownCohorts[kind] { return known }
        let cohort = try decoded(kind, Cohort.decode)
        knownCohorts[kind] = .some(cohort)
        return cohort
    }

    /// An environment, or nothing where there is none.
    public func environment(_ key: EnvironmentKey) throws -> FlagEnvironment? {
        let kind = DocumentKind.environment(key)
        if let known = knownEnvironments[kind] { return known }
        let environment = try decoded(kind, FlagEnvironment.decode)
        knownEnvironments[kind] = .some(environment)
        return environment
    }

    /// The people, or nothing where the repository keeps none.
    public func people() throws -> People? { try decoded(.people, People.decode) }

    /// The repository's settings.
    ///
    /// - Throws: ``RepositoryError/notAFlagRepository(path:)`` where there are none.
    public func settings() throws -> RepositorySettings {
        guard let settings = try decoded(.settings, RepositorySettings.decode) else {
            throw RepositoryError.notAFlagRepository(path: git.workDirectory ?? git.gitDirectory)
        }
        return settings
    }

    private func decoded<Model>(
        _ kind: DocumentKind, _ decode: (JSONDocument, String, inout [Finding]) -> Model?
    ) throws -> Model? {
        guard let document = try document(kind) else { return nil }
        var findings: [Finding] = []
        let model = decode(document, kind.path, &findings)
        guard let model else { throw RepositoryError.invalid(findings) }
        return model
    }
}
