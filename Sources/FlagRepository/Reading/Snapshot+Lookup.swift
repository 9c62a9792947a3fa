import Documents
public import FlagModel

/// Looking things up by the text that a person typed; whether a document can be read is another question.
extension Snapshot {
    /// The key of an existing flag.
    ///
    /// - Throws: ``RepositoryError/unknownFlag(_:near:)``.
    public func flagKey(_ text: String) throws -> FlagKey {
        if let key = FlagKey(text), try bytes(at: DocumentKind.flag(key).path) != nil { return key }
        _ = try settings()
        throw RepositoryError.unknownFlag(text, near: nearest(text, among: try keys(in: "flags")))
    }

    /// The key of an existing environment.
    ///
    /// - Throws: ``RepositoryError/unknownEnvironment(_:near:known:)``.
    public func environmentKey(_ text: String) throws -> EnvironmentKey {
        if let key = EnvironmentKey(text), try bytes(at: DocumentKind.environment(key).path) != nil { return key }
        _ = try settings()
        let known = try folders(in: "environments")
        throw RepositoryError.unknownEnvironment(text, near: nearest(text, among: known), known: known)
    }

    /// The key of an existing cohort of an environment.
    ///
    /// - Throws: ``RepositoryError/unknownCohort(_:_:near:)``.
    public func cohortKey(_ text: String, in environment: EnvironmentKey) throws -> CohortKey {
        if let key = CohortKey(text), try bytes(at: DocumentKind.cohort(environment, key).path) != nil { return key }
        let known = try cohortKeys(in: environment).map(\.text)
        throw RepositoryError.unknownCohort(text, environment, near: nearest(text, among: known))
    }

    /// A flag's definition.
    ///
    /// - Throws: ``RepositoryError/unknownFlag(_:near:)`` where there is none.
    public func requireFlag(_ key: FlagKey) throws -> FeatureFlag {
        guard let flag = try flag(key) else {
            throw RepositoryError.unknownFlag(key.text, near: nearest(key.text, among: try keys(in: "flags")))
        }
        return flag
    }

    /// A flag's state in an environment.
    ///
    /// - Throws: ``RepositoryError/noState(_:_:)`` where there is none.
    public func requireState(_ key: FlagKey, in environment: EnvironmentKey) throws -> FlagState {
        guard let state = try state(key, in: environment) else { throw RepositoryError.noState(key, environment) }
        return state
    }

    /// An environment.
    ///
    /// - Throws: ``RepositoryError/unknownEnvironment(_:near:known:)`` where there is none.
    public func requireEnvironment(_ key: EnvironmentKey) throws -> FlagEnvironment {
        guard let environment = try environment(key) else {
            throw RepositoryError.unknownEnvironment(key.text, near: nil, known: try folders(in: "environments"))
        }
        return environment
    }
}
