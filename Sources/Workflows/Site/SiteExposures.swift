import Communications
import Evaluation
import FlagModel
import FlagRepository
import Git

/// Exposure over time, by the cohorts' shares of the commit and by its definitions, of flags that are gone by their last
/// ones; what a flag requires counts as it was served then.
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
    /// The states as far as history was read.
    private var latest: [EnvironmentKey: [FlagKey: FlagState]] = [:]
    /// The flags that require a flag, or one that does.
    private var dependents: [FlagKey: Set<FlagKey>] = [:]

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
        for flag in definitions.keys {
            for required in requirements(of: flag) { dependents[required, default: []].insert(flag) }
        }
        for place in places {
            past[place] = [:]
            latest[place] = [:]
        }
        if let base { try add(base, places) }
        for step in history.steps.reversed() {
            let removed = Set(step.removed.map(\.key))
            // A flag that goes altogether takes nothing from anybody: what it decided is in the code then.
            let versions = step.states.filter { !($0.isRemoved && removed.contains($0.flag)) }
            for version in versions { latest[version.environment]?[version.flag] = version.state }
            for version in versions {
                try add(
                    version.state, of: version.flag, in: version.environment, isRemoved: version.isRemoved,
                    at: step.entry.time, step.entry.commit)
            }
            for version in versions where dependents[version.flag] != nil {
                let changed = Set(versions.filter { $0.environment == version.environment }.map(\.flag))
                for flag in dependents[version.flag, default: []].subtracting(changed).sorted() {
                    guard let state = latest[version.environment]?[flag] else { continue }
                    try add(state, of: flag, in: version.environment, at: step.entry.time, step.entry.commit)
                }
            }
        }
    }

    /// The flags that a flag requires, and those that they do.
    private func requirements(of flag: FlagKey) -> Set<FlagKey> {
        var found: Set<FlagKey> = []
        var open = definitions[flag]?.requires.map(\.flag) ?? []
        while let required = open.popLast() {
            if found.insert(required).inserted { open += definitions[required]?.requires.map(\.flag) ?? [] }
        }
        return found
    }

    private func obstacle(of definition: FeatureFlag, in place: EnvironmentKey) throws -> Obstacle {
        try Obstacle(of: definition) { [definitions, states = latest[place]] key in
            guard let flag = definitions[key], let state = states?[key] else { return nil }
            return FlagVersion(definition: flag, state: state)
        }
    }

    private mutating func add(_ base: Base, _ places: [EnvironmentKey]) throws {
        let known = Set(try base.snapshot.environmentKeys())
        for place in places where known.contains(place) {
            let flags = try base.snapshot.stateKeys(in: place)
            for flag in flags {
                do {
                    latest[place]?[flag] = try base.snapshot.state(flag, in: place)
                } catch RepositoryError.invalid {
                    latest[place]?[flag] = nil
                }
            }
            for flag in flags {
                try add(latest[place]?[flag], of: flag, in: place, at: base.time, base.commit, kind: .base)
            }
        }
    }

    private mutating func add(
        _ state: FlagState?, of flag: FlagKey, in place: EnvironmentKey, isRemoved: Bool = false, at time: Timestamp,
        _ commit: String, kind: ExposurePoint.Kind = .change
    ) throws {
        guard let population = populations[place], let definition = definitions[flag] else { return }
        let total = try state.flatMap {
            try Exposure(
                of: FlagVersion(definition: definition, state: $0), population: population,
                obstacle: obstacle(of: definition, in: place)
            ).total
        }
        let point = ExposurePoint(
            time: time, thousandths: isRemoved ? 0 : total, commit: commit,
            kind: state == nil && !isRemoved ? .unreadable : kind)
        let last = past[place]?[flag]?.last
        guard last == nil || last?.thousandths != point.thousandths || last?.kind == .unreadable else { return }
        past[place]?[flag, default: []].append(point)
    }
}
