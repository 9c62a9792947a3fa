import Evaluation
public import FlagModel
public import FlagRepository
import Git

/// Whether a change brings an environment back to what it was right before its newest raising step.
///
/// The verifier finds that out while it walks forward; this looks back along the branch, only as far as it has to, and
/// comes to the same answer (docs/decisions/0022-what-going-back-is-free.md).
public struct Restoration {
    private let repository: FlagRepository

    /// Looks at a repository's history.
    public init(in repository: FlagRepository) { self.repository = repository }

    /// Whether documents over the head of a branch read as the environment and the definitions did then.
    ///
    /// - Parameters:
    ///   - result: the documents after the change, which lie over those of a commit.
    ///   - paths: the files that the change touches.
    /// - Throws: ``GitError``; ``RepositoryError`` where the history cannot be read.
    public func restores(_ environment: EnvironmentKey, with result: Snapshot, touching paths: [String]) throws -> Bool
    {
        guard let head = result.commit, let newest = try newestStep(of: environment, upTo: head),
            newest.classification == .raising,
            try reads(result, touching: Set(paths), over: head, as: newest.step, environment)
        else { return false }
        return try !isRestoring(newest.step, environment)
    }

    /// A step that is not neutral in an environment.
    private struct Found {
        let step: History.Step
        let classification: Classification
    }

    /// The newest step that a policy of the environment had something to say about.
    private func newestStep(of environment: EnvironmentKey, upTo tip: ObjectID) throws -> Found? {
        var found: Found?
        try History(of: repository, endingWith: tip).forEach { step in
            // What a shallow clone hides is not known; the first commit has nothing before it.
            guard !step.isCutOff, let parent = step.parent else { return false }
            guard try touches(environment, parent.tree, step.commit.tree), try hasPolicy(environment, step.before)
            else { return true }
            let changes = try repository.changes(from: step.before, to: step.after).filter(\.document.isEvaluated)
            let analysis = try ImpactAnalysis(from: step.before, to: step.after, changes: changes)
            let classification = analysis.classifications[environment] ?? .neutral
            guard classification != .neutral else { return true }
            found = Found(step: step, classification: classification)
            return false
        }
        return found
    }

    private func touches(_ environment: EnvironmentKey, _ before: ObjectID, _ after: ObjectID) throws -> Bool {
        try folders(environment).contains { try repository.git.differs(at: $0, before, after) }
    }

    private func hasPolicy(_ environment: EnvironmentKey, _ snapshot: Snapshot) throws -> Bool {
        do {
            return try snapshot.environment(environment)?.policy != nil
        } catch RepositoryError.invalid {
            return false
        }
    }

    /// Whether a step itself went back: then nothing may be gone back to.
    private func isRestoring(_ step: History.Step, _ environment: EnvironmentKey) throws -> Bool {
        guard let parent = step.parent, let earlier = try newestStep(of: environment, upTo: parent.id),
            earlier.classification == .raising, let before = earlier.step.parent?.tree,
            try changes(from: before, to: step.commit.tree, environment).isEmpty
        else { return false }
        return try !isRestoring(earlier.step, environment)
    }

    /// Whether edited documents are to the byte what they were before a step, all of them.
    private func reads(
        _ result: Snapshot, touching paths: Set<String>, over head: ObjectID, as step: History.Step,
        _ environment: EnvironmentKey
    ) throws -> Bool {
        guard let before = step.parent?.tree else { return false }
        let differing = try changes(from: before, to: repository.git.commit(head).tree, environment)
        for change in differing {
            let isKept = change.before.map { $0.mode == change.after?.mode ?? .regular } ?? true
            guard paths.contains(change.path), isKept else { return false }
        }
        let own = paths.filter { isContent($0, environment) }
        do {
            return try Set(differing.map(\.path)).union(own).allSatisfy { path in
                try result.bytes(at: path) == step.before.bytes(at: path)
            }
        } catch RepositoryError.invalid {
            return false
        }
    }

    /// The files that differ between two trees and that evaluation in an environment may depend on.
    private func changes(
        from before: ObjectID, to after: ObjectID, _ environment: EnvironmentKey
    ) throws -> [PathChange] {
        try repository.git.changes(from: before, to: after, under: folders(environment))
            .filter { isContent($0.path, environment) }
    }

    private func isContent(_ path: String, _ environment: EnvironmentKey) -> Bool {
        let scope = Scope(path: path)
        return scope == .environment(environment) || scope == .flags
    }

    private func folders(_ environment: EnvironmentKey) -> [String] { ["environments/\(environment)", "flags"] }
}
