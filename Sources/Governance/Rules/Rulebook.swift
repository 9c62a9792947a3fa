import Documents
import Evaluation
public import FlagModel
public import FlagRepository
import Git

/// What a version of the repository says about who may change what.
public struct Rulebook: Sendable {
    /// The branch on which policies hold.
    public let protectedBranch: String
    /// The people, where the repository keeps some.
    public let people: People?
    /// Their keys.
    public let keys: KeyRing
    /// The environments that can be read.
    public let environments: [EnvironmentKey: FlagEnvironment]
    /// Files that cannot be read, sorted: nobody knows what they would ask.
    public let unreadable: [String]

    /// Reads the rules of a snapshot.
    ///
    /// - Throws: ``GitError``; a document with errors is noted instead.
    public init(_ snapshot: Snapshot) throws {
        var unreadable: [String] = []
        func read<Value>(_ kind: DocumentKind, _ value: () throws -> Value?) throws -> Value? {
            do {
                return try value()
            } catch RepositoryError.invalid {
                unreadable.append(kind.path)
                return nil
            } catch GitError.tooLarge {
                unreadable.append(kind.path)
                return nil
            }
        }
        let settings = try read(.settings) {
            try snapshot.document(.settings) == nil ? nil : snapshot.settings()
        }
        protectedBranch = (settings ?? RepositorySettings()).protectedBranch
        people = try read(.people) { try snapshot.people() }
        keys = KeyRing(people)
        var environments: [EnvironmentKey: FlagEnvironment] = [:]
        for key in try snapshot.environmentKeys() {
            environments[key] = try read(.environment(key)) { try snapshot.environment(key) }
        }
        self.environments = environments
        self.unreadable = unreadable.sorted()
    }

    /// Environments that ask something, in the order of their keys.
    public var asking: [FlagEnvironment] {
        environments.values.filter { $0.policy != nil }.sorted { $0.key < $1.key }
    }

    /// The version of the policy that a change of a scope is asked by.
    ///
    /// Definitions and governance answer to all environments: theirs is the sum, which any change of a policy raises.
    public func policyVersion(of scope: Scope) -> Int {
        switch scope {
        case .environment(let key): environments[key]?.policy?.version ?? 0
        case .flags, .governance: environments.values.reduce(0) { $0 + ($1.policy?.version ?? 0) }
        }
    }
}
