import FlagModel
import FlagRepository
import Git

extension Verifier {
    /// A step with what can be said of it before signatures are checked.
    struct Step {
        let parent: StrictCommit
        let commit: StrictCommit
        let delta: StepDelta?
        let rules: Rulebook?
        let statements: [FiledStatement]
        /// What forges said of it later, read under its own rules.
        var attested: [FiledStatement] = []
    }

    /// The steps after a place of the chain; rules are read again only where governance has changed.
    mutating func collect(from place: Int) throws -> [Step] {
        var steps: [Step] = []
        var rules: Rulebook?
        for (parent, commit) in zip(chain[place...], chain[place...].dropFirst()) {
            guard parent.tree != commit.tree else {
                steps.append(Step(parent: parent, commit: commit, delta: nil, rules: rules, statements: []))
                continue
            }
            let delta = try StepDelta(git, from: parent.tree, to: commit.tree)
            if delta.isEmpty {
                steps.append(Step(parent: parent, commit: commit, delta: delta, rules: rules, statements: []))
                continue
            }
            let current = try rules ?? Rulebook(repository.snapshot(at: parent.id))
            steps.append(
                Step(
                    parent: parent, commit: commit, delta: delta, rules: current,
                    statements: try FiledStatement.added(by: delta, rules: current, git)))
            rules = delta.governance.isEmpty ? current : nil
        }
        attest(&steps)
        return steps
    }

    /// Brings what forges say to the steps that it is about: a review can be attested only after the merge.
    private func attest(_ steps: inout [Step]) {
        var attested: [ObjectID: [FiledStatement]] = [:]
        for filed in steps.flatMap(\.statements) where filed.rejection == nil {
            guard let statement = filed.statement, statement.role == .forge, let commit = statement.commit else {
                continue
            }
            attested[commit, default: []].append(filed)
        }
        guard !attested.isEmpty else { return }
        for place in steps.indices {
            guard let filed = attested[steps[place].commit.id], let rules = steps[place].rules else { continue }
            steps[place].attested = filed.map { $0.reread(under: rules) }
        }
    }

    /// Everybody who wrote a part of a step: the author of the commit and those of the commits that it merges.
    mutating func authors(of step: Step) throws(GitError) -> Set<String> {
        var emails: Set<String> = [step.commit.author.email.lowercased()]
        guard step.commit.parents.count > 1 else { return emails }
        for commit in try git.commits(mergedBy: step.commit, into: wholeChain()) {
            emails.insert(commit.author.email.lowercased())
        }
        return emails
    }

    private mutating func wholeChain() throws(GitError) -> Set<ObjectID> {
        if let known { return known }
        var ids = Set(chain.map(\.id))
        if let oldest = chain.first?.parents.first, request.checkpoint != nil {
            ids.formUnion(try Chain(git, to: oldest, from: nil).commits.map(\.id))
        }
        known = ids
        return ids
    }
}
