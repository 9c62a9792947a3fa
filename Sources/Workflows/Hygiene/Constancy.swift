import Documents
import Evaluation
import FlagModel
import FlagRepository
import Git

/// What everybody is served everywhere.
struct ServedEverywhere: Equatable {
    let variant: VariantKey
    let value: JSONValue
}

/// Since when everybody gets the same.
struct ConstantSince {
    let served: ServedEverywhere
    /// The commit since which it is so; where history was cut off, the oldest one that is here.
    let commit: Commit
    /// Whether it may have been so before, because history was cut off.
    let isAtLeast: Bool
}

/// What flags serve everywhere at one commit.
struct ServedFlags {
    private let snapshot: Snapshot
    private var places: [(key: EnvironmentKey, variants: ConstantVariants)]

    /// Looks at one environment, or at all that there are.
    init(_ snapshot: Snapshot, in environment: EnvironmentKey?) throws {
        self.snapshot = snapshot
        let keys = try environment.map { [$0] } ?? snapshot.environmentKeys()
        places = keys.map { place in
            (
                place,
                ConstantVariants { key in
                    guard let definition = try snapshot.flag(key), let state = try snapshot.state(key, in: place) else {
                        return nil
                    }
                    return FlagVersion(definition: definition, state: state)
                }
            )
        }
    }

    /// What everybody gets wherever the flag has a state; nil where people or environments differ, or where it has none.
    mutating func everywhere(_ key: FlagKey) throws -> ServedEverywhere? {
        guard let definition = try snapshot.flag(key) else { return nil }
        var common: VariantKey?
        for place in places.indices where try snapshot.state(key, in: places[place].key) != nil {
            guard let variant = try places[place].variants.variant(of: key), common == nil || common == variant else {
                return nil
            }
            common = variant
        }
        guard let common, let value = definition.value(of: common) else { return nil }
        return ServedEverywhere(variant: common, value: value)
    }

    /// The same for a commit of the past, whose documents may have errors: then nobody knows what was served.
    mutating func everywhereThen(_ key: FlagKey) throws -> ServedEverywhere? {
        do {
            return try everywhere(key)
        } catch RepositoryError.invalid {
            return nil
        }
    }

    /// The flag and those that it requires, however far.
    func requirements(of key: FlagKey) throws -> Set<FlagKey> {
        var found: Set<FlagKey> = [key]
        var open = [key]
        while let next = open.popLast() {
            do {
                for requirement in try snapshot.flag(next)?.requires ?? [] where found.insert(requirement.flag).inserted
                {
                    open.append(requirement.flag)
                }
            } catch RepositoryError.invalid {
                continue
            }
        }
        return found
    }
}

/// Since when flags serve everybody the same everywhere.
struct Constancy {
    private let environment: EnvironmentKey?
    private var open: [FlagKey: ServedEverywhere] = [:]
    /// The flags that a touched flag concerns: itself, and those that require it or did so later in history.
    private var concerned: [FlagKey: Set<FlagKey>] = [:]
    private var found: [FlagKey: ConstantSince] = [:]

    /// Goes through history once, for all flags, until each has changed; documents are read only where a step touches them.
    ///
    /// - Parameters:
    ///   - keys: the flags to look at.
    ///   - environment: the only environment that counts; all of them where nothing is given.
    /// - Returns: the flags that are constant now.
    /// - Throws: ``GitError`` where an object is missing, ``RepositoryError/invalid(_:)`` where a document of `tip` has
    ///   errors.
    static func since(
        of keys: [FlagKey], in environment: EnvironmentKey?, of repository: FlagRepository, endingWith tip: ObjectID
    ) throws -> [FlagKey: ConstantSince] {
        var constancy = Constancy(environment: environment)
        try constancy.begin(keys, repository.snapshot(at: tip))
        guard !constancy.open.isEmpty else { return [:] }
        try History(of: repository, endingWith: tip).forEach { step in try constancy.goBack(step) }
        return constancy.found
    }

    private init(environment: EnvironmentKey?) { self.environment = environment }

    private mutating func begin(_ keys: [FlagKey], _ snapshot: Snapshot) throws {
        for place in try environment.map({ [$0] }) ?? snapshot.environmentKeys() {
            _ = try snapshot.versions(of: snapshot.stateKeys(in: place), in: place)
        }
        var now = try ServedFlags(snapshot, in: environment)
        for key in keys {
            guard let served = try now.everywhere(key) else { continue }
            open[key] = served
            watch(key, try now.requirements(of: key))
        }
    }

    private mutating func watch(_ key: FlagKey, _ flags: Set<FlagKey>) {
        for flag in flags { concerned[flag, default: []].insert(key) }
    }

    /// Whether there is a flag left whose beginning is further back.
    private mutating func goBack(_ step: History.Step) throws -> Bool {
        guard !step.isCutOff else {
            for (key, served) in open {
                found[key] = ConstantSince(served: served, commit: step.commit, isAtLeast: true)
            }
            return false
        }
        guard step.commit.tree != step.parent?.tree else { return true }
        let touched = try step.touchedFlags(in: environment)
        let asked = touched.reduce(into: Set<FlagKey>()) { $0.formUnion(concerned[$1] ?? []) }
        guard !asked.isEmpty else { return true }
        var before = try ServedFlags(step.before, in: environment)
        for key in asked {
            guard let served = open[key] else { continue }
            if try before.everywhereThen(key) == served {
                watch(key, try before.requirements(of: key))
            } else {
                found[key] = ConstantSince(served: served, commit: step.commit, isAtLeast: false)
                open[key] = nil
            }
        }
        return !open.isEmpty
    }
}
