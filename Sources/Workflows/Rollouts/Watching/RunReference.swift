import FlagModel

/// A run's place.
struct RunReference: Hashable {
    let environment: EnvironmentKey
    let plan: PlanKey
    var text: String { "\(plan) in \(environment)" }
}
