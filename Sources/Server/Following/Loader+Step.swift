import Documents
import Evaluation
import Exchange
import FlagModel
import FlagRepository
import Git

extension Loader {
    /// Goes from a commit to another one, reading only the files that differ.
    ///
    /// - Throws: ``Invalid`` where the new commit has errors that the old one has not.
    func step(from loaded: Loaded, to commit: ObjectID) async throws -> Loaded {
        let base = try repository.snapshot(at: loaded.commit)
        let result = try repository.snapshot(at: commit)
        let paths = try repository.changedPaths(from: base, to: result)
        let found = try StepErrors(
            from: base, to: result, paths: paths, changes: repository.changes(from: base, to: result, at: paths))
        let errors = self.errors(found.new)
        guard errors.isEmpty else { throw Invalid(findings: errors) }
        let documents = paths.compactMap { DocumentKind(path: $0) }
        guard !documents.contains(where: \.isForAllFlags), documents.count <= Self.smallStep else {
            return try await load(commit)
        }
        let record = try repository.git.commit(commit)
        let environments = try loaded.environments.map { environment in
            try step(environment, record, result, documents)
        }
        return Loaded(commit: commit, environments: environments)
    }

    /// The number of files from which on reading everything anew is quicker.
    private static let smallStep = 500

    private func step(
        _ environment: ServedEnvironment, _ commit: Commit, _ snapshot: Snapshot, _ documents: [DocumentKind]
    ) throws -> ServedEnvironment {
        let version = try ConfigurationVersion(of: environment.key, at: commit, snapshot)
        guard version.text != environment.version.text else { return environment.unchanged(at: commit.id.hex) }
        if documents.contains(where: { $0.isCohort(of: environment.key) }) {
            return try recompiled(environment, version, snapshot, documents)
        }
        return environment.replacing(try versions(documents, in: environment.key, snapshot), version: version)
    }

    /// The flags among some documents as they are now.
    private func versions(
        _ documents: [DocumentKind], in environment: EnvironmentKey, _ snapshot: Snapshot
    ) throws -> [FlagKey: FlagVersion?] {
        var versions: [FlagKey: FlagVersion?] = [:]
        for case let key? in documents.map({ $0.flag(in: environment) }) where versions[key] == nil {
            if let definition = try snapshot.flag(key), let state = try snapshot.state(key, in: environment) {
                versions[key] = .some(FlagVersion(definition: definition, state: state))
            } else {
                versions[key] = .some(nil)
            }
        }
        return versions
    }

    /// Where a cohort changed, every flag may refer to it.
    private func recompiled(
        _ environment: ServedEnvironment, _ version: ConfigurationVersion, _ snapshot: Snapshot,
        _ documents: [DocumentKind]
    ) throws -> ServedEnvironment {
        var content = environment.content
        for (key, version) in try versions(documents, in: environment.key, snapshot) { content.flags[key] = version }
        for case .cohort(environment.key, let key) in documents {
            content.cohorts[key] = try snapshot.cohort(key, in: environment.key)
        }
        return ServedEnvironment(content, version: version)
    }
}

extension DocumentKind {
    /// Whether a change here may matter to every flag, or to which environments there are.
    fileprivate var isForAllFlags: Bool {
        switch self {
        case .settings, .environment: true
        default: false
        }
    }

    fileprivate func isCohort(of environment: EnvironmentKey) -> Bool {
        if case .cohort(environment, _) = self { true } else { false }
    }

    /// The flag that it is a part of in an environment.
    fileprivate func flag(in environment: EnvironmentKey) -> FlagKey? {
        switch self {
        case .flag(let key), .state(environment, let key): key
        default: nil
        }
    }
}
