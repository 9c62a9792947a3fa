import Evaluation
import Exchange
import FlagModel
import FlagRepository

extension Snapshot {
    /// Everything of an environment; a state without a definition is no flag.
    func content(of environment: EnvironmentKey) throws -> EnvironmentContent {
        let flags = try stateKeys(in: environment).compactMap { key in
            if let definition = try flag(key), let state = try state(key, in: environment) {
                return FlagVersion(definition: definition, state: state)
            }
            return nil
        }
        return EnvironmentContent(
            environment: try requireEnvironment(environment), neighbours: try environmentKeys(), flags: flags,
            cohorts: try cohortKeys(in: environment).compactMap { try cohort($0, in: environment) },
            bucketing: try settings().bucketing)
    }
}
