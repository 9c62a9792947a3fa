import Documents
import Evaluation
import FlagModel
import FlagRepository

/// Who is affected when one set of documents becomes another, flag by flag and environment by environment.
struct ImpactAnalysis {
    /// The impact on one flag in one environment.
    struct Entry {
        let environment: EnvironmentKey
        let flag: FlagKey
        let impact: Impact
    }

    private(set) var entries: [Entry] = []
    /// What the change does in each environment that it touches.
    private(set) var classifications: [EnvironmentKey: Classification] = [:]

    private let base: Snapshot
    private let result: Snapshot

    /// Looks at what the changed documents touch and reads nothing else.
    init(from base: Snapshot, to result: Snapshot, changes: [FlagChange]) throws {
        self.base = base
        self.result = result
        var flags: [EnvironmentKey: Set<FlagKey>] = [:]
        var cohorts: [EnvironmentKey: Set<CohortKey>] = [:]
        for change in changes {
            switch change.document {
            case .state(let environment, let flag): flags[environment, default: []].insert(flag)
            case .cohort(let environment, let cohort) where change.changesMembership:
                cohorts[environment, default: []].insert(cohort)
            case .flag(let flag) where change.changesEvaluation:
                for environment in try environmentsWithState(of: flag) {
                    flags[environment, default: []].insert(flag)
                }
            case .environment(let environment):
                raise(environment, to: change.field.names.first == "policy" ? .raising : .neutral)
            default: break
            }
        }
        for environment in cohorts.keys.sorted() {
            let edited = try dependents(of: cohorts[environment] ?? [], in: environment)
            let users = try flagsUsing(edited, in: environment).union(flags[environment] ?? [])
            try add(users, in: environment, edited: edited)
        }
        for environment in flags.keys.sorted() where cohorts[environment] == nil {
            try add(flags[environment] ?? [], in: environment, edited: [])
        }
    }

    /// The highest of all environments.
    var classification: Classification { classifications.values.max() ?? .neutral }

    private mutating func raise(_ environment: EnvironmentKey, to classification: Classification) {
        classifications[environment] = max(classifications[environment] ?? .neutral, classification)
    }

    private mutating func add(_ flags: Set<FlagKey>, in environment: EnvironmentKey, edited: Set<CohortKey>) throws {
        for flag in flags.sorted() {
            let before = try version(of: flag, in: environment, base)
            let after = try version(of: flag, in: environment, result)
            let population = try result.population(of: after?.state ?? before?.state, in: environment)
            let impact = Impact(from: before, to: after, editedCohorts: edited, population: population)
            entries.append(Entry(environment: environment, flag: flag, impact: impact))
            raise(environment, to: impact.classification)
        }
    }

    /// A version that cannot be read counts as one that is not there.
    private func version(
        of flag: FlagKey, in environment: EnvironmentKey, _ snapshot: Snapshot
    ) throws -> FlagVersion? {
        guard let definition = try snapshot.flag(flag), let state = try snapshot.state(flag, in: environment) else {
            return nil
        }
        return FlagVersion(definition: definition, state: state)
    }

    private func environmentsWithState(of flag: FlagKey) throws -> [EnvironmentKey] {
        try Set(base.environmentKeys() + result.environmentKeys()).filter {
            try base.document(.state($0, flag)) != nil || result.document(.state($0, flag)) != nil
        }
    }

    /// The cohorts themselves and those that refer to them.
    private func dependents(of cohorts: Set<CohortKey>, in environment: EnvironmentKey) throws -> Set<CohortKey> {
        var found = cohorts
        let all = try Set(base.cohortKeys(in: environment) + result.cohortKeys(in: environment))
        var grew = true
        while grew {
            grew = false
            for key in all where !found.contains(key) {
                let conditions = [try base.cohort(key, in: environment)?.match, try result.cohort(key, in: environment)?.match]
                let references = conditions.compactMap { $0 }.flatMap(\.cohortReferences).map(\.cohort)
                if !found.isDisjoint(with: references) {
                    found.insert(key)
                    grew = true
                }
            }
        }
        return found
    }

    private func flagsUsing(_ cohorts: Set<CohortKey>, in environment: EnvironmentKey) throws -> Set<FlagKey> {
        let keys = try Set(base.stateKeys(in: environment) + result.stateKeys(in: environment))
        return try keys.filter { key in
            let rules = (try base.state(key, in: environment)?.rules ?? [])
                + (try result.state(key, in: environment)?.rules ?? [])
            return rules.contains { cohorts.contains($0.cohort) }
        }
    }
}

extension FlagChange {
    /// Whether the change of a definition can change what anybody is served.
    var changesEvaluation: Bool {
        guard let name = field.names.first else { return true }
        return ["type", "variants", "offVariant", "requires", "codeDefault"].contains(name)
    }

    /// Whether the change of a cohort can change who belongs to it.
    var changesMembership: Bool { field == .document || field.names.first == "match" }
}

extension Snapshot {
    /// The numbers for estimates about a flag's rows in an environment.
    func population(of state: FlagState?, in environment: EnvironmentKey) throws -> Population {
        var shares: [CohortKey: Int] = [:]
        for rule in state?.rules ?? [] {
            if let share = try cohort(rule.cohort, in: environment)?.share { shares[rule.cohort] = share }
        }
        return Population(people: try self.environment(environment)?.population, shares: shares)
    }
}
