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

    /// Flags with their definitions and states in an environment, in the order of the keys; those without either are
    /// left out.
    public func versions(
        of keys: [FlagKey], in environment: EnvironmentKey
    ) throws -> [(definition: FeatureFlag, state: FlagState)] {
        try load(keys.map { .flag($0) }, FeatureFlag.decode)
        try load(keys.map { .state(environment, $0) }, FlagState.decode)
        return try keys.compactMap { key in
            guard let definition = try flag(key), let state = try state(key, in: environment) else { return nil }
            return (definition, state)
        }
    }

    /// A cohort, or nothing where there is none.
    public func cohort(_ key: CohortKey, in environment: EnvironmentKey) throws -> Cohort? {
        try decoded(.cohort(environment, key), Cohort.decode)
    }

    /// An environment, or nothing where there is none.
    public func environment(_ key: EnvironmentKey) throws -> FlagEnvironment? {
        try decoded(.environment(key), FlagEnvironment.decode)
    }

    /// The people, or nothing where the repository keeps none.
    public func people() throws -> People? { try decoded(.people, People.decode) }

    /// The keys of an environment's rollout plans, sorted.
    public func planKeys(in environment: EnvironmentKey) throws -> [PlanKey] {
        try folders(in: "environments/\(environment)/rollouts").compactMap { PlanKey($0) }
    }

    /// A rollout plan, or nothing where there is none.
    public func plan(_ key: PlanKey, in environment: EnvironmentKey) throws -> RolloutPlan? {
        try decoded(.plan(environment, key), RolloutPlan.decode)
    }

    /// Where the newest run of a plan stands, or nothing where none was started.
    public func status(of key: PlanKey, in environment: EnvironmentKey) throws -> RolloutStatus? {
        try decoded(.status(environment, key), RolloutStatus.decode)
    }

    /// Where measurements come from, or nothing where the repository does not say.
    public func metrics() throws -> MetricsCatalog? { try decoded(.metrics, MetricsCatalog.decode) }

    /// The ways on which messages go out, or nothing where the repository does not say.
    public func channels() throws -> Channels? { try decoded(.channels, Channels.decode) }

    /// What became of a plan's messages, or nothing where none was ever due.
    public func deliveries(of plan: PlanKey, in environment: EnvironmentKey) throws -> DeliveryLog? {
        try decoded(.deliveries(environment, plan), DeliveryLog.decode)
    }

    /// The keys of all feedback, sorted.
    public func feedbackKeys() throws -> [FeedbackKey] { try keys(in: "feedback").compactMap { FeedbackKey($0) } }

    /// A piece of feedback, or nothing where there is none.
    public func feedback(_ key: FeedbackKey) throws -> Feedback? { try decoded(.feedback(key), Feedback.decode) }

    /// All feedback, in the order of its keys, which is that of time where they are ULIDs.
    ///
    /// - Throws: ``RepositoryError/invalid(_:)`` where a file has errors.
    public func allFeedback() throws -> [Feedback] {
        let keys = try feedbackKeys()
        try load(keys.map { .feedback($0) }, Feedback.decode)
        return try keys.compactMap { try feedback($0) }
    }

    /// The repository's settings.
    ///
    /// - Throws: ``RepositoryError/notAFlagRepository(path:)`` where there are none.
    public func settings() throws -> RepositorySettings {
        guard let settings = try decoded(.settings, RepositorySettings.decode) else {
            throw RepositoryError.notAFlagRepository(path: git.workDirectory ?? git.gitDirectory)
        }
        return settings
    }
}
