public import FlagModel

/// Where the site has its pages, below its folder.
public enum SitePath {
    /// The page of a rollout.
    public static func rollout(_ plan: PlanKey, in environment: EnvironmentKey) -> String {
        "rollouts/\(environment)/\(plan).html"
    }

    /// The page of a flag.
    public static func flag(_ key: FlagKey) -> String { "flags/\(key).html" }
}
