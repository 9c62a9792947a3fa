/// What a file of a flag repository is, by its path (DESIGN.md, section 1).
public enum DocumentKind: Sendable, Hashable {
    /// `flags/<key>.json`
    case flag(FlagKey)
    /// `environments/<env>/flags/<key>.json`
    case state(EnvironmentKey, FlagKey)
    /// `environments/<env>/cohorts/<key>.json`
    case cohort(EnvironmentKey, CohortKey)
    /// `environments/<env>/environment.json`
    case environment(EnvironmentKey)
    /// `environments/<env>/rollouts/<key>/plan.json`
    case plan(EnvironmentKey, PlanKey)
    /// `environments/<env>/rollouts/<key>/status.json`
    case status(EnvironmentKey, PlanKey)
    /// `communications/<env>/<plan>.json`
    case deliveries(EnvironmentKey, PlanKey)
    /// `feedback/<key>.json`
    case feedback(FeedbackKey)
    /// `.flagctl/config.json`
    case settings
    /// `.flagctl/people.json`
    case people
    /// `.flagctl/channels.json`
    case channels
    /// `.flagctl/metrics.json`
    case metrics

    /// Recognises a path relative to the repository, with `/` between folders; nil where it is no document's.
    public init?(path: String) {
        guard case .document(let kind) = Placement(path: path) else { return nil }
        self = kind
    }

    /// The path relative to the repository.
    public var path: String {
        switch self {
        case .flag(let key): "flags/\(key).json"
        case .state(let environment, let key): "environments/\(environment)/flags/\(key).json"
        case .cohort(let environment, let key): "environments/\(environment)/cohorts/\(key).json"
        case .environment(let environment): "environments/\(environment)/environment.json"
        case .plan(let environment, let key): "environments/\(environment)/rollouts/\(key)/plan.json"
        case .status(let environment, let key): "environments/\(environment)/rollouts/\(key)/status.json"
        case .deliveries(let environment, let plan): "communications/\(environment)/\(plan).json"
        case .feedback(let key): "feedback/\(key).json"
        case .settings: ".flagctl/config.json"
        case .people: ".flagctl/people.json"
        case .channels: ".flagctl/channels.json"
        case .metrics: ".flagctl/metrics.json"
        }
    }

    /// Whether it says what happened, which no undo takes back: where a run stands, what was sent.
    public var isRecord: Bool {
        switch self {
        case .status, .deliveries: true
        default: false
        }
    }

    /// The environment whose folder the file is in; nil for the others.
    public var environment: EnvironmentKey? {
        switch self {
        case .state(let key, _), .cohort(let key, _), .environment(let key), .plan(let key, _), .status(let key, _): key
        case .flag, .deliveries, .feedback, .settings, .people, .channels, .metrics: nil
        }
    }
}
