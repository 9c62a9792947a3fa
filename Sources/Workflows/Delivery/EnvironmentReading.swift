import Evaluation
import Exchange
import FlagModel
import FlagRepository

extension Snapshot {
    /// Everything of an environment; a state without a definition is no flag.
    func content(of environment: EnvironmentKey) throws -> EnvironmentContent {
        let flags = try versions(of: try stateKeys(in: environment), in: environment).map {
            FlagVersion(definition: $0.definition, state: $0.state)
        }
        return EnvironmentContent(
            environment: try requireEnvironment(environment), neighbours: try environmentKeys(), flags: flags,
            cohorts: try cohortKeys(in: environment).compactMap { try cohort($0, in: environment) },
            bucketing: try settings().bucketing)
    }
}
