import Documents
import Evaluation
import FlagModel
import FlagRepository
import Governance

/// What some flags of an environment depend on, and nothing else: definitions, states, cohorts, required flags.
struct EvaluationInputs {
    /// The flags, compiled.
    let compiled: CompiledEnvironment
    /// The documents that each flag's answer depends on, also those that do not exist.
    private(set) var documents: [String: Set<DocumentKind>] = [:]

    init(of keys: [String], in environment: EnvironmentKey, _ snapshot: Snapshot) throws {
        var reader = Reader(environment: environment, snapshot: snapshot)
        for key in keys {
            guard let flag = FlagKey(key) else { continue }
            documents[key] = try reader.documents(of: flag)
        }
        compiled = CompiledEnvironment(
            flags: reader.flags.values.compactMap(\.self), cohorts: reader.cohorts.values.compactMap(\.self),
            mode: try snapshot.settings().bucketing)
    }

    /// The newest step, for each flag, that changed what it depends on.
    func newestSteps(_ history: History) throws -> [String: History.Step] {
        try history.newest(changing: documents) { change in
            switch change.document {
            case .flag: change.changesEvaluation
            case .cohort: change.changesMembership
            default: true
            }
        }
    }
}

/// Reads each document once and follows what it refers to.
private struct Reader {
    let environment: EnvironmentKey
    let snapshot: Snapshot
    var flags: [FlagKey: FlagVersion?] = [:]
    var cohorts: [CohortKey: Cohort?] = [:]

    mutating func documents(of flag: FlagKey) throws -> Set<DocumentKind> {
        var found: Set<DocumentKind> = []
        var waiting = [flag]
        while let key = waiting.popLast() {
            guard found.insert(.state(environment, key)).inserted else { continue }
            found.insert(.flag(key))
            guard let version = try version(of: key) else { continue }
            waiting += version.definition.requires.map(\.flag)
            try follow(version.state.rules.map(\.cohort), &found)
        }
        return found
    }

    private mutating func follow(_ keys: [CohortKey], _ found: inout Set<DocumentKind>) throws {
        var waiting = keys
        while let key = waiting.popLast() {
            guard found.insert(.cohort(environment, key)).inserted else { continue }
            let cohort = try cohorts[key] ?? snapshot.cohort(key, in: environment)
            cohorts[key] = .some(cohort)
            waiting += cohort?.match.cohortReferences.map(\.cohort) ?? []
        }
    }

    private mutating func version(of key: FlagKey) throws -> FlagVersion? {
        if let known = flags[key] { return known }
        var version: FlagVersion?
        if let definition = try snapshot.flag(key), let state = try snapshot.state(key, in: environment) {
            version = FlagVersion(definition: definition, state: state)
        }
        flags[key] = .some(version)
        return version
    }
}
