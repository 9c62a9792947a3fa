import FlagModel
import FlagRepository
import Git
import Governance

/// A branch that proposes a change of the protected branch, and what landing it would make.
struct ReviewedBranch {
    let repository: FlagRepository
    /// The branch and its newest commit.
    let name: BranchName
    let head: ObjectID
    /// The protected branch and its newest commit.
    let protected: BranchName
    let base: ObjectID
    /// The protected branch's tree with the branch's changes.
    let tree: ObjectID
    /// The branch's own commits, oldest first.
    let commits: [StrictCommit]
    /// The files that it changes.
    let changes: [PathChange]
    let proposed: ProposedChange

    /// Compares a branch, or the one that HEAD names, with the protected branch.
    ///
    /// - Throws: a ``Failure`` where there is nothing to review, or both branches change one file.
    init(_ repository: FlagRepository, branch: String?) throws {
        let git = repository.git
        self.repository = repository
        let name = try branch.map(BranchName.init) ?? repository.currentBranch().name
        guard let head = try git.branch(name) else { throw Failure("no-branch", "there is no branch '\(name)'") }
        protected = try BranchName(repository.snapshot(at: head).settings().protectedBranch)
        guard let base = try git.branch(protected) else {
            throw Failure("no-branch", "there is no branch '\(protected)', which policies protect", hint: "git fetch")
        }
        guard name != protected else {
            throw Failure(
                "protected-branch", "'\(name)' is the protected branch itself",
                hint: "name the branch that proposes a change, or propose one: flagctl enable FLAG -e ENV --propose")
        }
        guard let fork = try git.mergeBase(base, head) else {
            throw Failure("no-merge-base", "'\(name)' and '\(protected)' have no common history")
        }
        self.name = name
        self.head = head
        self.base = base
        let (forked, ours, theirs) = (try git.commit(fork).tree, try git.commit(head).tree, try git.commit(base).tree)
        changes = try git.changes(from: forked, to: ours)
        guard !changes.isEmpty else {
            throw Failure("nothing-to-review", "'\(name)' changes nothing that '\(protected)' does not have")
        }
        tree = try Self.joined(changes, from: forked, with: theirs, ours, git, name, protected)
        commits = try git.strictCommits(of: head, notIn: base)
        proposed = try ProposedChange(repository, base: base, result: tree)
    }

    private static func joined(
        _ changes: [PathChange], from fork: ObjectID, with theirs: ObjectID, _ ours: ObjectID, _ git: Repository,
        _ name: BranchName, _ protected: BranchName
    ) throws -> ObjectID {
        guard theirs != fork else { return ours }
        let other = Dictionary(
            try git.changes(from: fork, to: theirs).map { ($0.path, $0.after) }, uniquingKeysWith: { first, _ in first }
        )
        if let both = changes.first(where: { change in other[change.path].map { $0 != change.after } ?? false }) {
            throw Failure(
                "conflict", "'\(name)' and '\(protected)' both change \(both.path)",
                hint: "bring the branch up to date: git switch \(name) && git merge \(protected)", status: .conflict)
        }
        let edits = changes.filter { other[$0.path] == nil }.map { change in
            change.after.map { TreeEdit.put(path: change.path, $0.id, $0.mode) } ?? .remove(path: change.path)
        }
        return try git.writeTree(base: theirs, edits: edits)
    }

    /// The commits that change something else than statements.
    var edits: [StrictCommit] {
        get throws {
            try commits.filter { commit in
                let before = try commit.parents.first.map { try repository.git.commit($0).tree }
                return try repository.git.changes(from: before, to: commit.tree)
                    .contains { !$0.path.hasPrefix(Scope.approvals + "/") }
            }
        }
    }

    /// The people who wrote it.
    var authors: Set<PersonKey> {
        get throws {
            Set(try edits.compactMap { proposed.rules.people?.person(email: $0.author.email)?.key })
        }
    }

    /// The change's name: what the first commit that has one calls it.
    var changeID: String? {
        commits.lazy.compactMap { MessageDetails(message: $0.message).changeID }.first { PersonKey($0) != nil }
    }

    /// The statements on the branch that are about exactly what landing it would make.
    var statements: [Statement] {
        get throws {
            changes.compactMap { change -> Statement? in
                guard change.path.hasPrefix(Scope.approvals + "/"), change.path.hasSuffix(".json"),
                    let entry = change.after
                else { return nil }
                return try? Statement(parsing: repository.git.blob(entry.id))
            }.filter { $0.claims == proposed.claims && $0.genesis == proposed.genesis }
        }
    }

    /// Whether some policy asks for signatures without letting authors approve their own.
    var needsAuthor: Bool {
        proposed.rules.environments.values.contains { environment in
            environment.policy?.approvals.map { $0.evidence != .claimed && !$0.selfApproval } ?? false
        }
    }

    /// Whether some policy lets authors approve their own.
    var countsAuthors: Bool {
        proposed.rules.environments.values.contains { $0.policy?.approvals?.selfApproval ?? false }
    }
}
