import Communications
import Evaluation
import FlagModel
import FlagRepository

/// The flags of a commit with what environments do with them, now and before.
struct SiteFlags {
    let flags: [SiteFlag]

    init(_ snapshot: Snapshot, _ environments: [FlagEnvironment], _ history: SiteHistory) throws {
        let places = environments.map(\.key)
        var states: [EnvironmentKey: [FlagKey: FlagState]] = [:]
        for place in places {
            let versions = try snapshot.versions(of: snapshot.stateKeys(in: place), in: place)
            states[place] = Dictionary(uniqueKeysWithValues: versions.map { ($0.definition.key, $0.state) })
        }
        let past = try Self.past(snapshot, places, history)
        flags = try snapshot.flagKeys().map { key in
            let definition = try snapshot.requireFlag(key)
            return SiteFlag(
                definition: definition,
                places: try places.compactMap { place in
                    guard let state = states[place]?[key] else { return nil }
                    return SiteFlag.Place(
                        environment: place, state: state,
                        exposure: try snapshot.exposure(
                            of: FlagVersion(definition: definition, state: state), in: place),
                        past: past[place]?[key] ?? [])
                })
        }
    }

    /// Exposure over time, by the definitions and the cohorts' shares of the commit; requirements are not looked at.
    private static func past(
        _ snapshot: Snapshot, _ places: [EnvironmentKey], _ history: SiteHistory
    ) throws -> [EnvironmentKey: [FlagKey: [ExposurePoint]]] {
        var populations: [EnvironmentKey: Population] = [:]
        for place in places {
            let shares = try snapshot.cohortKeys(in: place).compactMap { key in
                try snapshot.cohort(key, in: place)?.share.map { (key, $0) }
            }
            populations[place] = Population(
                people: try snapshot.environment(place)?.population, shares: Dictionary(uniqueKeysWithValues: shares))
        }
        let definitions = Dictionary(
            uniqueKeysWithValues: try snapshot.flagKeys().map { ($0, try snapshot.requireFlag($0)) })
        var past: [EnvironmentKey: [FlagKey: [ExposurePoint]]] = [:]
        for step in history.steps.reversed() {
            for version in step.states {
                guard let population = populations[version.environment], let definition = definitions[version.flag]
                else {
                    continue
                }
                let total = version.state.flatMap { state in
                    Exposure(of: FlagVersion(definition: definition, state: state), population: population).total
                }
                let point = ExposurePoint(
                    time: step.entry.time, thousandths: version.isRemoved ? 0 : total, commit: step.entry.commit)
                var points = past[version.environment]?[version.flag] ?? []
                if points.last?.thousandths != point.thousandths || points.isEmpty { points.append(point) }
                past[version.environment, default: [:]][version.flag] = points
            }
        }
        return past
    }
}
