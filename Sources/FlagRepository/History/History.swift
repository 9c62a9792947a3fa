public import FlagModel
public import Git

/// The steps of a branch: its first-parent chain, newest first.
///
/// Each step is the net difference of two trees, whether flagctl, a merge or a text editor made the commit.
public struct History {
    /// One commit of the chain and the one that it stands on.
    public struct Step {
        /// The commit.
        public let commit: Commit
        /// Its first parent, or nothing for the first commit.
        public let parent: Commit?
        /// Whether a shallow clone cut history off here: what the commit changed cannot be known.
        public let isCutOff: Bool
        let repository: FlagRepository

        /// The documents after the step.
        public let after: Snapshot
        /// The documents before the step.
        public let before: Snapshot
    }

    /// Which steps and changes are asked for; nothing set means all.
    public struct Filter: Sendable, Hashable {
        /// Only changes of these flags, and of nothing else.
        public var flags: Set<FlagKey> = []
        /// Only changes in this environment, and of definitions where `flags` names some.
        public var environment: EnvironmentKey?

        /// Creates a filter.
        public init(flags: Set<FlagKey> = [], environment: EnvironmentKey? = nil) {
            self.flags = flags
            self.environment = environment
        }
    }

    private let repository: FlagRepository
    private let tip: ObjectID

    /// The history that ends with a commit.
    public init(of repository: FlagRepository, endingWith tip: ObjectID) {
        self.repository = repository
        self.tip = tip
    }

    /// Calls `visit` with each step, newest first, until it returns false.
    ///
    /// The last step of a shallow clone is visited too; asking what it changed is an error.
    ///
    /// - Throws: ``GitError`` where an object is missing: an error never ends history silently.
    public func forEach(_ visit: (Step) throws -> Bool) throws {
        var chain = repository.git.firstParents(from: tip)
        guard var current = try chain.next() else { return }
        var after = snapshot(current)
        while true {
            let parent = try chain.next()
            let isCutOff = parent == nil && chain.endedAtShallowBoundary
            let before = parent.map(snapshot) ?? Snapshot(git: repository.git, commit: nil, tree: nil)
            let step = Step(
                commit: current, parent: parent, isCutOff: isCutOff, repository: repository, after: after,
                before: before)
            guard try visit(step), let parent else { return }
            (current, after) = (parent, before)
        }
    }

    private func snapshot(_ commit: Commit) -> Snapshot {
        Snapshot(git: repository.git, commit: commit.id, tree: commit.tree)
    }

    /// The step that a commit made.
    ///
    /// - Throws: ``RepositoryError/notAStep(_:_:)`` where the commit is not on the first-parent chain.
    public func step(_ commit: ObjectID, branch: BranchName) throws -> Step {
        var found: Step?
        try forEach { step in
            if step.commit.id == commit { found = step }
            return found == nil
        }
        guard let found else { throw RepositoryError.notAStep(commit.abbreviated(), branch) }
        return found
    }
}

extension History.Step {
    /// Refuses a step whose parent is not here: everything would seem to be new in it.
    func requireParent() throws(RepositoryError) {
        if isCutOff { throw .shallow(commit.id) }
    }

    /// The typed changes of this step that a filter lets through.
    public func changes(_ filter: History.Filter = .init()) throws -> [FlagChange] {
        try requireParent()
        guard commit.tree != parent?.tree else { return [] }
        return try paths(filter).flatMap { kind in
            FlagChange.between(
                try before.valueForHistory(kind), try after.valueForHistory(kind), document: kind)
        }
    }

    /// The documents of the flag repository that this step touches, by path.
    func paths(_ filter: History.Filter) throws -> [DocumentKind] {
        try requireParent()
        let changes: [PathChange]
        if filter.flags.isEmpty {
            changes = try repository.git.changes(
                from: parent?.tree, to: commit.tree,
                under: filter.environment.map { ["environments/\($0)"] } ?? FlagRepository.documentFolders)
        } else {
            changes = try repository.git.changes(
                from: parent?.tree, to: commit.tree, under: try prefixes(of: filter))
        }
        return changes.compactMap { DocumentKind(path: $0.path) }
    }

    /// The files that a filter by flag means.
    private func prefixes(of filter: History.Filter) throws -> [String] {
        let environments: [EnvironmentKey]
        if let environment = filter.environment {
            environments = [environment]
        } else {
            environments = Set(try after.environmentKeys() + before.environmentKeys()).sorted()
        }
        return filter.flags.sorted().flatMap { flag in
            [DocumentKind.flag(flag).path] + environments.map { DocumentKind.state($0, flag).path }
        }
    }
}
