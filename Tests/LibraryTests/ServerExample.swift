import Evaluation
import FlagModel
import FlagRepository
import Git

/// The flags of an environment as HEAD has them: immutable, and safe to ask from any task of a server.
func flags(of environment: String, at folder: String, variables: [String: String]) throws -> CompiledEnvironment {
    let location = GitLocation(path: folder, environment: variables)
    let snapshot = try FlagRepository(opening: location).head()
    let place = try snapshot.environmentKey(environment)
    let versions = try snapshot.versions(of: snapshot.stateKeys(in: place), in: place)
    let cohorts = try snapshot.cohortKeys(in: place).compactMap { try snapshot.cohort($0, in: place) }
    return CompiledEnvironment(
        flags: versions.map { FlagVersion(definition: $0.definition, state: $0.state) },
        cohorts: cohorts, mode: try snapshot.settings().bucketing)
}

/// Whether somebody gets a flag's variant; `false` also where the flag cannot be evaluated.
func gets(_ variant: String, of flag: String, user: String, in flags: CompiledEnvironment) -> Bool {
    flags.evaluate(flag, for: EvaluationContext(targetingKey: user)).answer?.variant.text == variant
}
