import Documents
import Evaluation
import Exchange
import FlagModel
import FlagRepository
import Git

/// Reads environments at commits: whole once, afterwards only what a step changes.
struct Loader {
    /// A commit that validates, and what is served of it.
    struct Loaded: Sendable {
        let commit: ObjectID
        let environments: [ServedEnvironment]
    }

    /// Why a commit cannot be served.
    struct Invalid: Error {
        let findings: [Finding]
    }

    let repository: FlagRepository
    /// The environments to serve.
    let keys: [EnvironmentKey]

    /// Reads everything of a commit.
    ///
    /// - Throws: ``Invalid`` where it does not validate.
    func load(_ commit: ObjectID) async throws -> Loaded {
        let content = try await repository.content(of: commit)
        let errors = self.errors(Validation.findings(in: content))
        guard errors.isEmpty else { throw Invalid(findings: errors) }
        let snapshot = try repository.snapshot(at: commit)
        let environments = try keys.map { key in
            guard let environment = content.environments[key] else { throw Invalid(findings: [.missing(key)]) }
            return try load(environment, content, commit, snapshot)
        }
        return Loaded(commit: commit, environments: environments)
    }

    private func load(
        _ environment: FlagEnvironment, _ content: RepositoryContent, _ commit: ObjectID, _ snapshot: Snapshot
    ) throws -> ServedEnvironment {
        var flags: [FlagKey: FlagVersion] = [:]
        for (key, state) in content.states[environment.key] ?? [:] {
            if let definition = content.flags[key] { flags[key] = FlagVersion(definition: definition, state: state) }
        }
        return ServedEnvironment(
            EnvironmentContent(
                environment: environment, neighbours: content.environments.keys.sorted(), flags: flags,
                cohorts: content.cohorts[environment.key] ?? [:],
                bucketing: content.settings?.bucketing ?? RepositorySettings().bucketing),
            version: try ConfigurationVersion(of: environment.key, at: repository.git.commit(commit), snapshot))
    }

    /// The errors that matter to what is served: not those in the folders of other environments, nor in what rollouts
    /// are made of.
    func errors(_ findings: [Finding]) -> [Finding] {
        findings.filter { finding in
            guard finding.severity == .error else { return false }
            switch DocumentKind(path: finding.path) {
            case .plan, .status, .metrics, .channels, .deliveries, .feedback: return false
            case .flag, .state, .cohort, .environment, .settings, .people, nil: break
            }
            let names = finding.path.split(separator: "/")
            guard names.first == "environments", names.count > 2 else { return true }
            return keys.contains { $0.text == names[1] }
        }
    }
}

extension Finding {
    fileprivate static func missing(_ environment: EnvironmentKey) -> Finding {
        Finding(
            severity: .error, rule: "missing-environment", path: DocumentKind.environment(environment).path,
            message: "there is no environment '\(environment)'")
    }
}
