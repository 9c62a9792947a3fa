import Documents
public import Evaluation
public import FlagModel
public import FlagRepository

/// Who is affected when one set of documents becomes another, flag by flag and environment by environment.
public struct ImpactAnalysis {
    /// What a change does to one flag in one environment.
    public struct Effect: Sendable, Hashable {
        /// The flag.
        public let flag: FlagKey
        /// The environment.
        public let environment: EnvironmentKey
        /// What is known about it.
        public let content: Content
    }

    /// What is known about a change to one flag.
    public enum Content: Sendable, Hashable {
        /// The rows whose people are affected.
        case rows([Impact.Row])
        /// Nothing, because the flag's files have errors.
        case unreadable
    }

    /// What changes, flag by flag.
    public private(set) var effects: [Effect] = []
    /// What the change does in each environment that it touches.
    public private(set) var classifications: [EnvironmentKey: Classification] = [:]
    /// Environments in which everything that changes is one step of a rollout plan whose approval holds.
    public private(set) var planned: Set<EnvironmentKey> = []

    private let base: Snapshot
    private let result: Snapshot
    private let changes: [FlagChange]

    /// Looks at what the changed documents touch and reads nothing else.
    ///
    /// - Throws: ``RepositoryError`` and ``GitError`` where something else than a document's errors is in the way.
    ///
    /// - Parameters:
    ///   - authors: the addresses of those who wrote the change, in lower case; nothing where that is not known yet.
    ///   - now: when the change is made at the latest; nothing where that is not known yet.
    public init(
        from base: Snapshot, to result: Snapshot, changes: [FlagChange], authors: Set<String>? = nil,
        now: Timestamp? = nil
    ) throws {
        self.base = base
        self.result = result
        self.changes = changes
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
                raise(environment, to: change.changesGovernance ? .raising : .neutral)
                // Every policy has a say in what any of them asks.
                if change.changesGovernance {
                    for other in try base.environmentKeys() { raise(other, to: .raising) }
                }
            case .settings, .people:
                for environment in try base.environmentKeys() { raise(environment, to: .raising) }
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
        let runs = try RunReview(from: base, to: result, changes: changes, authors: authors, now: now)
        planned = runs.planned
        for (environment, classification) in runs.classifications { raise(environment, to: classification) }
    }

    /// Whether a run of an environment changes, which nothing may go back to unasked: its steps would be made again.
    public func changesRuns(of environment: EnvironmentKey) -> Bool {
        changes.contains { change in
            if case .status(environment, _) = change.document { true } else { false }
        }
    }

    /// The highest of all environments.
    public var classification: Classification { classifications.values.max() ?? .neutral }

    private mutating func raise(_ environment: EnvironmentKey, to classification: Classification) {
        classifications[environment] = max(classifications[environment] ?? .neutral, classification)
    }

    private mutating func add(_ flags: Set<FlagKey>, in environment: EnvironmentKey, edited: Set<CohortKey>) throws {
        for flag in flags.sorted() {
            let before = try version(of: flag, in: environment, base)
            let after = try version(of: flag, in: environment, result)
            guard case .known(let new) = after else {
                addUnreadable(flag, in: environment)
                continue
            }
            let old = if case .known(let version) = before { version } else { FlagVersion?.none }
            let population = try result.population(of: new?.state ?? old?.state, in: environment)
            let impact = Impact(from: old, to: new, editedCohorts: edited, population: population)
            effects.append(Effect(flag: flag, environment: environment, content: .rows(impact.rows)))
            raise(environment, to: impact.classification)
        }
    }

    /// Files with errors prove nothing about a change, but that turning a flag off lowers its exposure.
    private mutating func addUnreadable(_ flag: FlagKey, in environment: EnvironmentKey) {
        let edits = changes.filter { $0.document == .flag(flag) || $0.document == .state(environment, flag) }
        let isTurnedOff =
            edits.count == 1 && edits[0].document == .state(environment, flag)
            && edits[0].field.names == ["enabled"] && edits[0].after == .bool(false)
        raise(environment, to: isTurnedOff ? .lowering : .raising)
        effects.append(Effect(flag: flag, environment: environment, content: .unreadable))
    }

    /// A flag in an environment as one side has it.
    private enum Side {
        /// What it is; nothing where it does not exist.
        case known(FlagVersion?)
        /// Its files have errors.
        case unreadable
    }

    private func version(of flag: FlagKey, in environment: EnvironmentKey, _ snapshot: Snapshot) throws -> Side {
        do {
            guard let definition = try snapshot.flag(flag), let state = try snapshot.state(flag, in: environment) else {
                return .known(nil)
            }
            return .known(FlagVersion(definition: definition, state: state))
        } catch RepositoryError.invalid {
            return .unreadable
        }
    }

    private func environmentsWithState(of flag: FlagKey) throws -> [EnvironmentKey] {
        try Set(base.environmentKeys() + result.environmentKeys()).filter { environment in
            let path = DocumentKind.state(environment, flag).path
            return try [base, result].contains { snapshot in
                try readable(else: true) { try snapshot.bytes(at: path) != nil }
            }
        }
    }

    /// The cohorts themselves and those that refer to them, or may do so because they have errors.
    private func dependents(of cohorts: Set<CohortKey>, in environment: EnvironmentKey) throws -> Set<CohortKey> {
        var found = cohorts
        let all = try Set(base.cohortKeys(in: environment) + result.cohortKeys(in: environment))
        var grew = true
        while grew {
            grew = false
            for key in all where !found.contains(key) {
                let refers = try [base, result].contains { snapshot in
                    try readable(else: true) {
                        let references = try snapshot.cohort(key, in: environment)?.match.cohortReferences ?? []
                        return references.contains { found.contains($0.cohort) }
                    }
                }
                if refers {
                    found.insert(key)
                    grew = true
                }
            }
        }
        return found
    }

    /// The flags that target one of the cohorts, or may do so because they have errors.
    private func flagsUsing(_ cohorts: Set<CohortKey>, in environment: EnvironmentKey) throws -> Set<FlagKey> {
        let keys = try Set(base.stateKeys(in: environment) + result.stateKeys(in: environment))
        return try keys.filter { key in
            try [base, result].contains { snapshot in
                try readable(else: true) {
                    try snapshot.state(key, in: environment)?.rules.contains { cohorts.contains($0.cohort) } ?? false
                }
            }
        }
    }
}

/// What is read, or something else where a document has errors.
func readable<Value>(else other: Value, _ read: () throws -> Value) throws -> Value {
    do {
        return try read()
    } catch RepositoryError.invalid {
        return other
    }
}

extension FlagChange {
    /// Whether the change of a definition can change what anybody is served.
    public var changesEvaluation: Bool {
        guard let name = field.names.first else { return true }
        return ["type", "variants", "offVariant", "requires", "codeDefault"].contains(name)
    }

    /// Whether the change of a cohort can change who belongs to it.
    public var changesMembership: Bool { field == .document || field.names.first == "match" }

    /// Whether the change of an environment can change what its policy asks; a new environment's policy asks nobody yet.
    public var changesGovernance: Bool { field == .document ? before != nil : field.names.first == "policy" }
}

extension Snapshot {
    /// The numbers for estimates about a flag's rows in an environment; files with errors have none.
    public func population(of state: FlagState?, in environment: EnvironmentKey) throws -> Population {
        var shares: [CohortKey: Int] = [:]
        for rule in state?.rules ?? [] {
            let cohort: Cohort? = try readable(else: nil) { try self.cohort(rule.cohort, in: environment) }
            if let share = cohort?.share { shares[rule.cohort] = share }
        }
        let people: Int? = try readable(else: nil) { try self.environment(environment)?.population }
        return Population(people: people, shares: shares)
    }
}
