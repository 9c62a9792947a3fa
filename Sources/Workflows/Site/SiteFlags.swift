import Communications
import Evaluation
import FlagModel
import FlagRepository

/// The flags of a commit with what environments do with them, now and before.
struct SiteFlags {
    let flags: [SiteFlag]
    /// Where flags were once.
    let former: [FormerPlace]

    init(
        _ snapshot: Snapshot, _ environments: [FlagEnvironment], _ history: SiteHistory, base: SiteExposures.Base?
    ) throws {
        let places = environments.map(\.key)
        var states: [EnvironmentKey: [FlagKey: FlagState]] = [:]
        for place in places {
            let versions = try snapshot.versions(of: snapshot.stateKeys(in: place), in: place)
            states[place] = Dictionary(uniqueKeysWithValues: versions.map { ($0.definition.key, $0.state) })
        }
        let current = try snapshot.flagKeys().map { try snapshot.requireFlag($0) }
        let exposures = try SiteExposures(snapshot, places, current, history, base: base)
        flags = try current.map { definition in
            SiteFlag(
                definition: definition,
                places: try places.compactMap { place in
                    guard let state = states[place]?[definition.key] else { return nil }
                    return SiteFlag.Place(
                        environment: place, state: state,
                        exposure: try snapshot.exposure(
                            of: FlagVersion(definition: definition, state: state), in: place),
                        past: exposures.past[place]?[definition.key] ?? [])
                })
        }
        former = places.flatMap { place in
            (exposures.past[place] ?? [:]).filter { states[place]?[$0.key] == nil }.compactMap { flag, points in
                exposures.definitions[flag].map {
                    FormerPlace(definition: $0, environment: place, past: points)
                }
            }.sorted { $0.definition.key < $1.definition.key }
        }
    }
}
