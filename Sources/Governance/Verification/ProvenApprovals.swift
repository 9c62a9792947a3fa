public import FlagModel
public import FlagRepository
public import Git

/// Who approved single commits as far as signatures prove it, for reports that show and do not judge.
///
/// A statement counts here where its signature holds under the rules before the commit and where it is about exactly
/// what the commit changes. Whether it was in time, of the people who were asked and not used before is the verifier's
/// to say.
public struct ProvenApprovals {
    /// Somebody who approved.
    public struct Approval: Sendable, Hashable {
        /// Who.
        public let person: Person
        /// What proves it.
        public let level: EvidenceLevel
    }

    /// A commit with the statements about it.
    fileprivate struct Candidate {
        let commit: Commit
        let rules: Rulebook
        let statements: [FiledStatement]
    }

    private let repository: FlagRepository
    private let manifests: Manifests
    private let boundary: Set<ObjectID>
    /// The folders of statements by month, as they are now: forges file theirs after the commit.
    private let months: [TreeEntry]

    private var git: Repository { repository.git }

    /// The proven approvals of those commits that have some, in the order of the people's keys.
    ///
    /// Commits without statements cost a look at two trees each; signatures that an earlier run found good cost no
    /// process. Without ssh-keygen nothing else is proven.
    ///
    /// - Throws: ``GitError`` where something cannot be read.
    public static func of(
        _ commits: [Commit], in repository: FlagRepository, location: GitLocation
    ) async throws -> [ObjectID: [Approval]] {
        let reader = try ProvenApprovals(repository)
        var seen: Set<ObjectID> = []
        let candidates = try commits.filter { seen.insert($0.id).inserted }.compactMap { try reader.candidate($0) }
        guard !candidates.isEmpty else { return [:] }
        let results = try await check(candidates.flatMap(\.statements), reader.git, SSHKeygen(location))
        var proven: [ObjectID: [Approval]] = [:]
        for candidate in candidates {
            let approvals = candidate.approvals(results)
            if !approvals.isEmpty { proven[candidate.commit.id] = approvals }
        }
        return proven
    }

    private static func check(
        _ statements: [FiledStatement], _ git: Repository, _ keygen: SSHKeygen
    ) async throws(GitError) -> SignatureResults {
        var results = try SignatureResults(git)
        do throws(GitError) {
            _ = try await results.make(statements, keygen)
            try results.save(git)
        } catch {
            switch error {
            // What nobody can check stays a claim, and results are kept for speed alone.
            case .programFailed, .readOnly: break
            default: throw error
            }
        }
        return results
    }

    private init(_ repository: FlagRepository) throws {
        self.repository = repository
        manifests = Manifests(repository.git)
        boundary = try repository.git.shallowBoundary()
        let head = try repository.git.commit(repository.headCommit()).tree
        months =
            try repository.git.entry(at: Scope.approvals, in: head).flatMap { entry in
                entry.mode == .tree ? try repository.git.tree(entry.id) : nil
            } ?? []
    }

    private func candidate(_ commit: Commit) throws -> Candidate? {
        guard let parent = commit.parents.first, !boundary.contains(commit.id) else { return nil }
        let before = try git.commit(parent).tree
        let attested = try files(attesting: commit.id)
        let isFiled = try git.differs(at: Scope.approvals, commit.tree, before)
        guard isFiled || !attested.isEmpty else { return nil }
        let delta = try StepDelta(git, from: before, to: commit.tree)
        guard !delta.scopes.isEmpty else { return nil }
        let rules = try Rulebook(repository.snapshot(at: parent))
        var statements = try FiledStatement.added(by: delta, rules: rules, git)
        statements += try attested.filter { $0.key.hasSuffix(".json") }.map { path, id in
            let signature = try attested[Statement.signaturePath(of: path)].map { try git.blob($0, limit: 1 << 20) }
            return FiledStatement(
                path: path, message: try git.blob(id, limit: 1 << 20), signature: signature, rules: rules)
        }
        let about = try statements.filter { filed in
            guard filed.rejection == nil, let statement = filed.statement else { return false }
            return try isAbout(commit, from: before, delta, rules, statement)
        }
        return about.isEmpty ? nil : Candidate(commit: commit, rules: rules, statements: about)
    }

    /// What forges filed about a commit, by path.
    private func files(attesting commit: ObjectID) throws -> [String: ObjectID] {
        var files: [String: ObjectID] = [:]
        for month in months where month.mode == .tree {
            for file in try git.files(in: month.id, under: commit.hex) where file.entry.mode == .regular {
                files["\(Scope.approvals)/\(month.name)/\(file.path)"] = file.entry.id
            }
        }
        return files
    }

    /// Whether a statement is about everything that a commit changes, and about this.
    private func isAbout(
        _ commit: Commit, from before: ObjectID, _ delta: StepDelta, _ rules: Rulebook, _ statement: Statement
    ) throws -> Bool {
        guard statement.branch == rules.protectedBranch,
            statement.commit == (statement.role == .forge ? commit.id : nil)
        else { return false }
        return try delta.scopes.allSatisfy { scope in
            guard let claim = statement.claim(scope) else { return false }
            return try claim.policyVersion == rules.policyVersion(of: scope)
                && claim.before == manifests.digest(of: scope, in: before)
                && claim.after == manifests.digest(of: scope, in: commit.tree)
        }
    }
}

extension ProvenApprovals.Candidate {
    /// Nobody where somebody rejected the change; authors do not approve their own.
    fileprivate func approvals(_ results: SignatureResults) -> [ProvenApprovals.Approval] {
        let good = statements.filter(results.isGood)
        guard !good.contains(where: { $0.statement?.role == .reject }) else { return [] }
        var authors = Set(good.filter { $0.statement?.role == .author }.compactMap(\.person?.key))
        if let author = rules.people?.person(email: commit.author.email) { authors.insert(author.key) }
        var levels: [Person: EvidenceLevel] = [:]
        for filed in good {
            guard let person = filed.person, !authors.contains(person.key) else { continue }
            switch filed.statement?.role {
            case .approve: levels[person] = .signed
            case .forge: levels[person] = max(levels[person] ?? .forge, .forge)
            default: break
            }
        }
        return levels.map { ProvenApprovals.Approval(person: $0.key, level: $0.value) }
            .sorted { $0.person.key < $1.person.key }
    }
}
