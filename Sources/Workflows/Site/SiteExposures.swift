import Communications
import Evaluation
import FlagModel
import FlagRepository
import Git

/// Exposure over time, by the cohorts' shares of the commit and by its definitions, of flags that are gone by their last
/// ones; requirements are not looked at.
struct SiteExposures {
    /// How things stood where history is cut off.
    struct Base {
        let snapshot: Snapshot
        let commit: String
        let time: Timestamp
    }

    /// The points of each flag in each environment, oldest first.
    private(set) var past: [EnvironmentKey: [FlagKey: [ExposurePoint]]] = [:]
    /// What flags are, or were last.
    private(set) var definitions: [FlagKey: FeatureFlag] = [:]
    private var populations: [EnvironmentKey: Population] = [:]

    init(
        _ snapshot: Snapshot, _ places: [EnvironmentKey], _ current: [FeatureFlag], _ history: SiteHistory, base: Base?
    ) throws {
        for place in places {
            let shares = try snapshot.cohortKeys(in: place).compactMap { key in
                try snapshot.cohort(key, in: place)?.share.map { (key, $0) }
            }
            populations[place] = Population(
                people: try snapshot.environment(place)?.population, shares: Dictionary(uniqueKeysWithValues: shares))
        }
        definitions = Dictionary(uniqueKeysWithValues: current.map { ($0.key, $0) })
        for step in history.steps {
            for definition in step.removed where definitions[definition.key] == nil {
                definitions[definition.key] = definition
            }
        }
        for place in places { past[place] = [:] }
        if let base { try add(base, places) }
        for step in history.steps.reversed() {
            let removed = Set(step.removed.map(\.key))
            // A flag that goes altogether takes nothing from anybody: what it decided is in the code then.
            for version in step.states where !(version.isRemoved && removed.contains(version.flag)) {
                add(
                    version.state, of: version.flag, in: version.environment, isRemoved: version.isRemoved,
                    at: step.entry.time, step.entry.commit)
            }
        }
    }

    private mutating func add(_ base: Base, _ places: [EnvironmentKey]) throws {
        let known = Set(try base.snapshot.environmentKeys())
        for place in places where known.contains(place) {
            for flag in try base.snapshot.stateKeys(in: place) {
                let state: FlagState?
                do { state = try base.snapshot.state(flag, in: place) } catch RepositoryError.invalid { state = nil }
                add(state, of: flag, in: place, at: base.time, base.commit, kind: .base)
            }
        }
    }

    private mutating func add(
        _ state: FlagState?, of flag: FlagKey, in place: EnvironmentKey, isRemoved: Bool = false, at time: Timestamp,
        _ commit: String, kind: ExposurePoint.Kind = .change
    ) {
        guard let population = populations[place], let definition = definitions[flag] else { return }
        let total = state.flatMap {
            Exposure(of: FlagVersion(definition: definition, state: $0), population: population).total
        }
        let point = ExposurePoint(
            time: time, thousandths: isRemoved ? 0 : total, commit: commit,
            kind: state == nil && !isRemoved ? .unreadable : kind)
        let last = past[place]?[flag]?.last
        guard last == nil || last?.thousandths != point.thousandths || last?.kind == .unreadable else { return }
        past[place]?[flag, default: []].append(point)
    }
}
