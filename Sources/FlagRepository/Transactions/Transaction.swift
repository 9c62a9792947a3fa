import FlagModel
public import Git

/// An edit as a function from the documents at the head, so that it can be run again when the head moves.
public struct Transaction {
    /// Where the commit goes.
    public enum Target: Sendable, Hashable {
        /// The branch that HEAD names.
        case currentBranch
        /// The same, also where it has no commit yet.
        case currentOrFirst
        /// A new branch on top of it; the work tree stays as it is.
        case proposal(BranchName)
    }

    /// What a transaction is about to commit.
    public struct Review {
        /// The branch that HEAD names.
        public let branch: BranchName
        /// Where the commit goes.
        public let target: Target
        /// The documents before.
        public let base: Snapshot
        /// The documents after.
        public let result: Snapshot
        /// The paths that are touched, sorted.
        public let paths: [String]
        /// What changes.
        public let changes: [FlagChange]
        /// Who makes the commit.
        public let author: Identity
    }

    /// What a transaction did.
    public struct Outcome {
        /// The commit, or nothing where nothing was written.
        public let commit: ObjectID?
        /// The branch that the commit is on.
        public let branch: BranchName
        /// What the commit says.
        public let message: ChangeMessage
        /// What was looked at last.
        public let review: Review
    }

    /// An unpublished commit that is made again on top of another one, because somebody else published first.
    public struct Replacement: Sendable, Hashable {
        /// The commit that the branch is at and that goes away.
        public let commit: ObjectID
        /// The commit to make the edit on.
        public let base: ObjectID

        /// Names both commits.
        public init(commit: ObjectID, base: ObjectID) {
            self.commit = commit
            self.base = base
        }
    }

    /// How often an edit is run again because the head moved.
    public static let attempts = 10

    private let repository: FlagRepository
    private let target: Target
    private let dryRun: Bool
    private let moment: Identity.Moment?
    private let replacement: Replacement?

    /// Prepares a transaction.
    ///
    /// - Parameters:
    ///   - dryRun: whether everything is done but writing.
    ///   - moment: the time that the commit bears; the clock's where nothing is given.
    ///   - replacement: the commit that this edit replaces, where it is one that could not be published.
    public init(
        on repository: FlagRepository, target: Target = .currentBranch, dryRun: Bool = false,
        moment: Identity.Moment? = nil, replacing replacement: Replacement? = nil
    ) {
        self.repository = repository
        self.target = target
        self.dryRun = dryRun
        self.moment = moment
        self.replacement = replacement
    }

    /// Runs `edit` on the documents at the head, lets `review` refuse the result, and commits it.
    ///
    /// - Parameters:
    ///   - edit: makes the edit and says what the commit is to say; runs again when the head moved.
    ///   - review: throws to refuse; may add to the message.
    /// - Throws: what the closures throw; ``GitError``; ``RepositoryError/nothingToDo(_:)`` where nothing changes;
    ///   ``RepositoryError/branchKeepsMoving(_:attempts:)``.
    public func run(
        edit: (inout Draft) throws -> ChangeMessage,
        review: (Review, inout ChangeMessage) throws -> Void
    ) async throws -> Outcome {
        let git = repository.git
        let lock = dryRun ? nil : try git.lock()
        defer { withExtendedLifetime(lock) {} }
        for attempt in 1...Self.attempts {
            let head = try head()
            if let replacement, head.commit != replacement.commit {
                throw RepositoryError.branchKeepsMoving(head.name, attempts: attempt)
            }
            let base = replacement?.base ?? head.commit
            var draft = Draft(base: try repository.snapshotOrEmpty(at: base))
            var message = try edit(&draft)
            guard !draft.paths.isEmpty else { throw RepositoryError.nothingToDo(message.subject) }
            let reviewed = Review(
                branch: head.name, target: target, base: draft.base, result: draft.result, paths: draft.paths,
                changes: try draft.changes(), author: try git.author(now: moment))
            try review(reviewed, &message)
            let branch = branch(current: head.name)
            do {
                if target.isCurrent, replacement == nil { try draft.refuseDirtyPaths() }
                guard let lock else {
                    return Outcome(commit: nil, branch: branch, message: message, review: reviewed)
                }
                let commit = try await write(draft, message, on: base, author: reviewed.author)
                try publish(commit, draft: draft, message: message, base: head, author: reviewed.author, lock: lock)
                return Outcome(commit: commit, branch: branch, message: message, review: reviewed)
            } catch let error as GitError {
                guard try isOvertaken(error, head.commit) else { throw error }
                if attempt < Self.attempts {
                    try await Task.sleep(for: .milliseconds(Int.random(in: 5...20 * attempt)))
                }
            }
        }
        throw RepositoryError.branchKeepsMoving(try head().name, attempts: Self.attempts)
    }

    /// Whether the edit failed because somebody else moved the branch; their files look dirty against the old head.
    private func isOvertaken(_ error: GitError, _ seen: ObjectID?) throws(GitError) -> Bool {
        guard target.isCurrent else { return false }
        switch error {
        case .movedReference: return true
        case .dirty: return try head().commit != seen
        default: return false
        }
    }

    private func head() throws(GitError) -> (name: BranchName, commit: ObjectID?) {
        if target == .currentOrFirst, case .unborn(let name) = try repository.git.head() { return (name, nil) }
        return try repository.currentBranch()
    }

    /// What differs in the work tree: a replacement also brings what others published.
    private func paths(of commit: ObjectID, _ draft: Draft, _ head: ObjectID?) throws(GitError) -> [String] {
        guard replacement != nil, let head else { return draft.paths }
        let git = repository.git
        return try git.changes(from: git.commit(head).tree, to: git.commit(commit).tree).map(\.path)
    }

    private func branch(current: BranchName) -> BranchName {
        switch target {
        case .currentBranch, .currentOrFirst: current
        case .proposal(let name): name
        }
    }

    private func write(
        _ draft: Draft, _ message: ChangeMessage, on parent: ObjectID?, author: Identity
    ) async throws -> ObjectID {
        let git = repository.git
        let edits = try draft.paths.map { path in
            guard let edit = draft.edits[path], let bytes = edit.bytes else { return TreeEdit.remove(path: path) }
            return TreeEdit.put(path: path, try git.writeBlob(bytes), edit.mode)
        }
        return try await git.writeCommit(
            tree: git.writeTree(base: draft.base.tree, edits: edits), parents: parent.map { [$0] } ?? [],
            message: message.text,
            author: author, committer: git.committer(now: moment), signer: git.commitSigner())
    }

    private func publish(
        _ commit: ObjectID, draft: Draft, message: ChangeMessage, base: (name: BranchName, commit: ObjectID?),
        author: Identity, lock: RepositoryLock
    ) throws(GitError) {
        let note = "flagctl: \(message.subject)"
        switch target {
        case .currentBranch, .currentOrFirst:
            try repository.git.publish(
                commit: commit, on: base.name, from: base.commit, paths: paths(of: commit, draft, base.commit),
                message: note, by: author, lock: lock)
        case .proposal(let name):
            try repository.git.publish(
                commit: commit, on: name, from: nil, paths: [], message: note, by: author, lock: lock)
        }
    }
}

extension Transaction.Target {
    /// Whether the commit goes to the branch that HEAD names.
    var isCurrent: Bool { self == .currentBranch || self == .currentOrFirst }
}
